package org.pan.sequences.internal.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.pan.sequences.DataException;
import org.pan.sequences.internal.sql.FileTree;
import org.pan.sequences.internal.store.Sidecar;

/** A folder that is filled beside its place and moved there when complete. */
final class OutputFolder implements AutoCloseable {

  /** What shows that a folder holds timelines, and may go when the user says so. */
  private static final List<String> MARKS =
      List.of(Sidecar.NAME, "metadata/" + Sidecar.NAME, "metadata/dataset.json");

  private final Path target;
  private final Path partial;

  private OutputFolder(Path target, Path partial) {
    this.target = target;
    this.partial = partial;
  }

  /**
   * Makes the folder to be filled.
   *
   * @throws DataException if the target exists and may not be replaced, or its parent cannot be
   *     written
   */
  static OutputFolder create(Path folder, boolean overwrite) {
    Path target = folder.toAbsolutePath().normalize();
    checkFree(target, overwrite);
    Path parent = Objects.requireNonNullElse(target.getParent(), target);
    try {
      Files.createDirectories(parent);
      // Not a temporary file of the JDK's making: those are closed to all but their owner.
      String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
      Path partial = parent.resolve("." + target.getFileName() + ".partial-" + random);
      return new OutputFolder(target, Files.createDirectory(partial));
    } catch (AccessDeniedException e) {
      throw new DataException(
          folder
              + ": the folder "
              + parent
              + " cannot be written; choose another or change its permissions.",
          e);
    } catch (IOException e) {
      throw new DataException(
          folder + ": no folder can be made there (" + e.getClass().getSimpleName() + ").", e);
    }
  }

  private static void checkFree(Path target, boolean overwrite) {
    if (!Files.exists(target)) {
      return;
    }
    if (!overwrite) {
      throw new DataException(
          target + ": exists; choose another name, or overwrite it (--overwrite).");
    }
    if (MARKS.stream().noneMatch(mark -> Files.exists(target.resolve(mark)))
        && !isEmptyFolder(target)) {
      throw new DataException(
          target
              + ": holds something other than timelines and is not overwritten; remove it yourself.");
    }
  }

  private static boolean isEmptyFolder(Path target) {
    if (!Files.isDirectory(target)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(target)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new DataException(target + ": cannot be read.", e);
    }
  }

  /** Writes files into a folder. */
  @FunctionalInterface
  interface Filling {
    void into(Path folder) throws IOException;
  }

  /**
   * Fills the folder and gives it its name.
   *
   * @throws DataException if it cannot be written
   */
  void fill(Filling filling) {
    try {
      filling.into(partial);
      commit();
    } catch (IOException e) {
      throw new DataException(
          target
              + ": cannot be written ("
              + e.getMessage()
              + "); check the space left and the permissions.",
          e);
    }
  }

  private void commit() throws IOException {
    if (!Files.exists(target)) {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = partial.resolveSibling(partial.getFileName() + "-old");
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    FileTree.delete(old);
  }

  /** Discards what was not committed. */
  @Override
  public void close() {
    FileTree.delete(partial);
  }
}
