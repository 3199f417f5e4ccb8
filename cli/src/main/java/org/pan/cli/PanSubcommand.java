package org.pan.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all subcommands have in common: their options, their console and how they end. */
abstract class PanSubcommand implements Callable<Integer> {

  static final int DONE = 0;
  static final int FAILED = 1;

  @Mixin CommonOptions common;
  @Spec CommandSpec spec;

  final Console console;

  PanSubcommand(Console console) {
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
  abstract int run() throws Exception;

  /** What options say, where a value out of its range is wrong usage. */
  final <T> T checked(Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw wrongUsage(Objects.toString(e.getMessage()));
    }
  }

  /** That the command was typed in a way that cannot be meant. */
  final ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
