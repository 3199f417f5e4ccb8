package org.pan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pan.evaluation.Report;
import org.pan.evaluation.Scores;
import org.pan.model.checkpoint.AtomicFolder;

/**
 * Where an evaluation leaves its results.
 *
 * @param folder appears when it is complete
 */
record ScoresFolder(Path folder) {

  static final String SCORES = "scores.json";
  static final String REPORT = "report.html";

  /**
   * Makes sure that results may be written there.
   *
   * @throws CommandFailure if there is something already that may not be replaced
   */
  void claim(boolean overwrite) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isRegularFile(folder.resolve(SCORES))) {
      throw new CommandFailure(
          folder + ": holds something other than scores; choose another name for --out.");
    }
    if (!overwrite) {
      throw new CommandFailure(
          folder + ": is there already; choose another name for --out, or give --overwrite.");
    }
  }

  /** Writes all results, or none. */
  void write(Scores scores, Report report) throws IOException {
    AtomicFolder.write(
        folder,
        partial -> {
          scores.write(partial.resolve(SCORES));
          report.write(partial.resolve(REPORT));
        });
  }

  /** Every number. */
  Path scores() {
    return folder.resolve(SCORES);
  }

  /** The page to read. */
  Path report() {
    return folder.resolve(REPORT);
  }
}
