package org.pan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a model is to lie, and beside it the folder of a training under way, so that what bears the
 * model's name is complete.
 *
 * @param model the folder with the final name
 * @param training the folder of the checkpoints
 */
record ModelFolder(Path model, Path training) {

  private static final List<String> MARKS = List.of("config.json", "encoding.json");

  /** The two folders of a model. */
  static ModelFolder of(Path out) {
    Path model = out.toAbsolutePath().normalize();
    return new ModelFolder(model, model.resolveSibling(model.getFileName() + ".training"));
  }

  /**
   * Makes sure that training may begin, and begins anew where that is wanted.
   *
   * @throws CommandFailure if there is something already that may not be replaced
   */
  void claim(boolean resume, boolean overwrite) throws IOException {
    if (Files.exists(model) && !isModel(model) && !isEmpty(model)) {
      throw new CommandFailure(
          model + ": holds something other than a model; choose another name for --out.");
    }
    if (resume) {
      return;
    }
    if (Files.exists(model) && !overwrite && !isEmpty(model)) {
      throw new CommandFailure(
          model + ": is there already; choose another name for --out, or give --overwrite.");
    }
    if (Files.exists(training)) {
      if (!overwrite) {
        throw new CommandFailure(
            training
                + ": an unfinished training; go on with --resume, or begin anew with --overwrite.");
      }
      discardTraining();
    }
  }

  /** Whether training ended and nothing is left to go on from. */
  boolean isFinished() {
    return isModel(model) && !Files.exists(training);
  }

  /** Removes the checkpoints of a training that is over. */
  void discardTraining() throws IOException {
    if (!Files.exists(training)) {
      return;
    }
    try (Stream<Path> files = Files.walk(training)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isModel(Path folder) {
    return MARKS.stream().allMatch(mark -> Files.isRegularFile(folder.resolve(mark)));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
