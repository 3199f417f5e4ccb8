package org.pan.cli;

import java.nio.file.Path;
import org.pan.sequences.Dataset;
import org.pan.sequences.profile.Profile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a source is like. */
@Command(
    name = "describe",
    description = "Say what is in DATA: counts, codes, fields, rhythms, and what to beware of.",
    footerHeading = "%nExamples:%n",
    footer = {"  pan describe my.sql", "  pan describe synthetic --json"})
final class DescribeCommand extends PanSubcommand {

  @Parameters(paramLabel = "DATA", description = Descriptions.DATA)
  private Path data;

  DescribeCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() {
    console.remark("Reading " + data + " ...");
    try (Dataset dataset = Dataset.open(data)) {
      Profile profile = Profile.of(dataset);
      console.out().println(common.json ? profile.toJson() : profile.toText().stripTrailing());
    }
    return DONE;
  }
}
