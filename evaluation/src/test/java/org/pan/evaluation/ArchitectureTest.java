package org.pan.evaluation;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way the arrows of this module go: to the sequences alone. */
class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.pan.evaluation");

  @Test
  void evaluationSeesTimelinesOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.pan.model..",
            "org.pan.training..",
            "org.pan.sampling..",
            "org.pan.bench..",
            "org.pan.cli..",
            "ai.djl..")
        .check(classes);
  }

  @Test
  void internalsOfOtherModulesAreLeftAlone() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.pan..internal..")
                .and(not(resideInAPackage("org.pan.evaluation.."))))
        .check(classes);
  }
}
