package org.pan.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What all subcommands have in common: their options, their console and how they end. One that is
 * given the console in its only constructor's only parameter is made with it.
 */
public abstract class PanSubcommand implements Callable<Integer> {

  public static final int DONE = 0;
  public static final int FAILED = 1;

  @Mixin CommonOptions common;
  @Spec CommandSpec spec;

  protected final Console console;

  protected PanSubcommand(Console console) {
    this.console = console;
  }

  @Override
  public final Integer call() throws Exception {
    if (common.quiet) {
      console.silence();
    }
    return run();
  }

  /**
   * Does the work.
   *
   * @return {@link #DONE} or {@link #FAILED}
   */
  protected abstract int run() throws Exception;

  /** Whether the result is wanted as JSON. */
  protected final boolean asJson() {
    return common.json;
  }

  /** The command's name and its arguments as they were typed. */
  protected final List<String> arguments() {
    return spec.commandLine().getParseResult().originalArgs();
  }

  /** What options say, where a value out of its range is wrong usage. */
  protected final <T> T checked(Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw wrongUsage(Objects.toString(e.getMessage()));
    }
  }

  /** That the command was typed in a way that cannot be meant. */
  protected final ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
