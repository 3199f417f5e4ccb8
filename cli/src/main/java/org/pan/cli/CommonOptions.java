package org.pan.cli;

import picocli.CommandLine.Option;

/** Options of every subcommand. */
final class CommonOptions {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress on stderr; warnings and errors only.")
  boolean quiet;

  @Option(names = "--json", description = "The result on stdout as JSON.")
  boolean json;

  @Option(names = "--stacktrace", description = "With an error, the whole stack trace.")
  boolean stacktrace;
}
