package org.pan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command above all subcommands. On its own it says what there is. */
@Command(
    name = "pan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommandsRepeatable = false,
    description =
        "Learns longitudinal health records and draws synthetic patients from them.%n%n"
            + "DATA is a MEDS 0.4 folder or a .sql mapping over your own tables.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pan demo                                     see it work on a real cohort",
      "  pan describe my.sql                          what is in the data, and what to beware of",
      "  pan train my.sql --out model --max-time 10m",
      "  pan sample model --out synthetic --subjects 1000 --where sex=F --where age=60..80",
      "",
      "Exit code: 0 done, 1 failed, 2 wrong usage. Results go to stdout, all else to stderr."
    },
    subcommands = {
      DemoCommand.class,
      ImportCommand.class,
      ValidateCommand.class,
      DescribeCommand.class,
      TrainCommand.class,
      SampleCommand.class,
      ForecastCommand.class,
      ScoreCommand.class,
      EvaluateCommand.class,
      InspectCommand.class,
    })
final class PanCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: pan COMMAND. See 'pan --help' for the commands.");
  }
}
