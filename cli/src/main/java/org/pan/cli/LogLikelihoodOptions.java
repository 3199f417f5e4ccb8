package org.pan.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pan.evaluation.LogLikelihoods;
import picocli.CommandLine.Option;

/** How likely real patients are to the generators of synthetic sets. */
final class LogLikelihoodOptions {

  @Option(
      names = "--log-likelihoods",
      paramLabel = "SET=CSV,CSV",
      description = {
        "Two files that pan score wrote by the generator of that synthetic set, of the training and of"
            + " the held-out patients, for the white-box membership attack; two more by a reference"
            + " model that has seen neither make it stronger."
      })
  private Map<String, String> files = new LinkedHashMap<>();

  /**
   * Reads the files, by synthetic set.
   *
   * @throws IllegalArgumentException if the option is not given as it should
   * @throws UncheckedIOException if a file cannot be read
   */
  Map<String, LogLikelihoods> read(boolean trainGiven) {
    if (!files.isEmpty() && !trainGiven) {
      throw new IllegalArgumentException("--log-likelihoods takes --train as well.");
    }
    Map<String, LogLikelihoods> bySet = new LinkedHashMap<>();
    files.forEach((set, names) -> bySet.put(set, read(names)));
    return bySet;
  }

  private static LogLikelihoods read(String names) {
    List<Path> paths = Stream.of(names.split(",")).map(Path::of).toList();
    try {
      return switch (paths.size()) {
        case 2 -> LogLikelihoods.read(paths.get(0), paths.get(1));
        case 4 -> LogLikelihoods.read(paths.get(0), paths.get(1), paths.get(2), paths.get(3));
        default ->
            throw new IllegalArgumentException(
                "--log-likelihoods takes two files by the generator, of the training and of the"
                    + " held-out patients, and perhaps two more by a reference model.");
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
