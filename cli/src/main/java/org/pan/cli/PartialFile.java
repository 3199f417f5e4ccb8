package org.pan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that has its name only once it is complete. */
record PartialFile(Path out, Path path) implements AutoCloseable {

  /**
   * A file to be.
   *
   * @throws CommandFailure if it is there already and may not be replaced
   */
  static PartialFile of(Path file, boolean overwrite) throws IOException {
    Path out = file.toAbsolutePath();
    if (Files.exists(out) && (!overwrite || Files.isDirectory(out))) {
      throw new CommandFailure(
          file + ": is there already; choose another name or give --overwrite.");
    }
    Files.createDirectories(out.resolveSibling(""));
    return new PartialFile(out, out.resolveSibling("." + out.getFileName() + ".partial"));
  }

  /** Gives it its name. */
  void finish() throws IOException {
    Files.move(path, out, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
