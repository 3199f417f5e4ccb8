package org.pan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.model.Pan;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Timeline;
import org.pan.sequences.profile.Profile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a model is, how it was made and what it has learnt. */
@Command(
    name = "inspect",
    description =
        "Say what a model is, how it was made, and what it has learnt: fields, rules, and the"
            + " rhythms of patients it draws.",
    footerHeading = "%nExamples:%n",
    footer = {"  pan inspect model", "  pan inspect model --subjects 0 --json"})
final class InspectCommand extends PanSubcommand {

  @Parameters(paramLabel = "MODEL", description = Descriptions.MODEL)
  private Path model;

  @Option(
      names = {"-n", "--subjects"},
      paramLabel = "N",
      description = "Patients to draw to show what it has learnt (${DEFAULT-VALUE}).")
  private int subjects = 500;

  InspectCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() throws IOException {
    if (subjects < 0) {
      throw wrongUsage("--subjects must be at least 0.");
    }
    try (Pan pan = Pan.load(model)) {
      ModelSummary summary = ModelSummary.of(pan);
      Profile drawn = subjects == 0 ? null : draw(pan);
      JsonNode provenance = provenance(pan);
      if (common.json) {
        console.json(new Result(summary, provenance, drawn));
      } else {
        print(summary, provenance, drawn);
      }
    }
    return DONE;
  }

  private Profile draw(Pan pan) {
    console.remark("Drawing " + subjects + " patients ...");
    try (Stream<Timeline> patients = Sampler.of(pan, SamplingConfig.DEFAULT).sample(subjects)) {
      return Profile.of(pan.encoding().schema(), patients);
    }
  }

  /** How it was made, null where that was not kept. */
  private static @Nullable JsonNode provenance(Pan pan) throws IOException {
    String text = pan.provenance().orElse(null);
    return text == null ? null : new ObjectMapper().readTree(text);
  }

  private void print(ModelSummary summary, @Nullable JsonNode provenance, @Nullable Profile drawn) {
    summary.print(console.out());
    if (provenance != null) {
      console.out().println();
      console.out().println("How it was made");
      ProvenanceText.print(provenance, console.out());
    }
    if (drawn != null) {
      console.out().println();
      console.out().println("What it draws");
      // The warnings are for those who would learn from the data.
      drawn
          .toText()
          .lines()
          .takeWhile(line -> !line.equals("Warnings"))
          .forEach(line -> console.out().println(("  " + line).stripTrailing()));
    }
  }

  private record Result(
      ModelSummary model, @Nullable JsonNode provenance, @Nullable Profile drawn) {}
}
