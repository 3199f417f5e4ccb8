package org.pan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.pan.sequences.Finding;
import org.pan.sequences.Finding.Severity;
import org.pan.sequences.MedsValidator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a source against the MEDS standard and against what makes sense in a timeline. */
@Command(
    name = "validate",
    description = {
      "Check DATA against the MEDS standard and against what makes sense in a timeline.",
      "Exit code 1 if a rule is broken."
    },
    footerHeading = "%nExample:%n",
    footer = "  pan validate meds")
final class ValidateCommand extends PanSubcommand {

  @Parameters(paramLabel = "DATA", description = Descriptions.DATA)
  private Path data;

  ValidateCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() {
    console.remark("Checking " + data + " ...");
    List<Finding> findings = MedsValidator.validate(data);
    long errors = findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
    if (common.json) {
      console.json(new Result(errors == 0, findings));
    } else {
      findings.forEach(finding -> console.out().println(line(finding)));
      console
          .out()
          .printf(
              "%s: %s (%d errors, %d warnings)%n",
              data, errors == 0 ? "valid" : "not valid", errors, findings.size() - errors);
    }
    return errors == 0 ? DONE : FAILED;
  }

  private static String line(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT)
        + ": "
        + (finding.file().isEmpty() ? "" : finding.file() + ": ")
        + finding.what();
  }

  private record Result(boolean valid, List<Finding> findings) {}
}
