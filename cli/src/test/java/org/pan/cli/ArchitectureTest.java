package org.pan.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way the arrows of this module go: to all but the benchmarks. */
class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.pan.cli");

  @Test
  void theCommandSeesNoBenchmark() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("org.pan.bench..").check(classes);
  }

  @Test
  void internalsOfOtherModulesAreLeftAlone() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.pan..internal..").and(not(resideInAPackage("org.pan.cli.."))))
        .check(classes);
  }
}
