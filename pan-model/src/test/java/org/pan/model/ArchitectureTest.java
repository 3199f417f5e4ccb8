package org.pan.model;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which way the arrows of this module go: to the sequences alone. */
@NullMarked
class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.pan.model");

  @Test
  void theModelKnowsTheSequencesAlone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.pan.training..",
            "org.pan.sampling..",
            "org.pan.evaluation..",
            "org.pan.bench..",
            "org.pan.cli..")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void internalsOfOtherModulesAreLeftAlone() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.pan..internal..").and(not(resideInAPackage("org.pan.model.."))))
        .allowEmptyShould(true)
        .check(classes);
  }
}
