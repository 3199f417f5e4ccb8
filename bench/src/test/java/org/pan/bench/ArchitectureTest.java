package org.pan.bench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way the arrows of this module go: to all others, and in no circle within it. */
class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.pan.bench");

  @Test
  void internalsOfOtherModulesAreLeftAlone() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.pan..internal..").and(not(resideInAPackage("org.pan.bench.."))))
        .check(classes);
  }

  @Test
  void itsPackagesDoNotGoInCircles() {
    slices().matching("org.pan.bench.(*)..").should().beFreeOfCycles().check(classes);
  }
}
