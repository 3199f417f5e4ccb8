package org.pan.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** Starts the pan command. */
public final class Main {

  private Main() {}

  /** Runs the command and ends the JVM: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] args) {
    // Numbers look the same wherever the command runs.
    Locale.setDefault(Locale.ROOT);
    System.exit(run(System.out, System.err, args));
  }

  /**
   * Runs the command.
   *
   * @param out takes results
   * @param err takes progress, remarks and errors
   * @return 0 done, 1 failed, 2 wrong usage
   */
  public static int run(PrintStream out, PrintStream err, String... args) {
    return command(new Console(out, err)).execute(args);
  }

  /** The command with all its subcommands, saying what it says to this console. */
  static CommandLine command(Console console) {
    CommandFactory factory = new CommandFactory(console);
    CommandLine pan = new CommandLine(new PanCommand(), factory);
    for (CommandProvider more : ServiceLoader.load(CommandProvider.class)) {
      more.commands().forEach(type -> pan.addSubcommand(new CommandLine(type, factory)));
    }
    pan.setOut(console.out());
    pan.setErr(console.err());
    pan.setUsageHelpAutoWidth(false);
    pan.setUsageHelpWidth(100);
    pan.setCaseInsensitiveEnumValuesAllowed(true);
    pan.registerConverter(Duration.class, new DurationConverter());
    pan.setParameterExceptionHandler(new UsageLine());
    pan.setExecutionExceptionHandler(new ErrorLine(console));
    return pan;
  }
}
