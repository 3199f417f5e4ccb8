package org.pan.cli;

import java.nio.file.Path;
import java.util.Map;
import org.pan.sequences.Import;
import org.pan.sequences.Schema;
import org.pan.sequences.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns any source into a MEDS folder with splits. */
@Command(
    name = "import",
    description = "Turn any source into a MEDS 0.4 folder with splits.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pan import my.sql --out meds",
      "  pan import my.sql --out meds --tuning 0.15 --held-out 0.15 --overwrite"
    })
final class ImportCommand extends PanSubcommand {

  @Parameters(paramLabel = "DATA", description = Descriptions.DATA)
  private Path data;

  @Mixin private Destination destination;

  @Option(
      names = "--tuning",
      paramLabel = "SHARE",
      description =
          "Share of subjects to stop training by, where DATA has no splits (${DEFAULT-VALUE}).")
  private double tuning = Import.Options.DEFAULT.tuningShare();

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      description = "Share of subjects to judge by, where DATA has no splits (${DEFAULT-VALUE}).")
  private double heldOut = Import.Options.DEFAULT.heldOutShare();

  ImportCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() {
    console.remark("Importing " + data + " ...");
    Import.Report report = Import.run(data, destination.out, options());
    if (common.json) {
      console.json(
          new Result(
              destination.out.toString(), report.subjects(), report.events(), report.schema()));
    } else {
      Table table = new Table().row("split", "subjects");
      for (Split split : Split.values()) {
        table.row(split.medsName(), "%,d".formatted(report.subjects().getOrDefault(split, 0L)));
      }
      table.print(console.out());
      console.out().printf("%,d events in %s%n", report.events(), destination.out);
    }
    return DONE;
  }

  private Import.Options options() {
    return checked(() -> new Import.Options(tuning, heldOut, destination.overwrite));
  }

  private record Result(String folder, Map<Split, Long> subjects, long events, Schema schema) {}
}
