package org.pan.bench.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder with all that is in it. */
public final class FileTree {

  private FileTree() {}

  /** Deletes it, if it is there. */
  public static void delete(Path folder) throws IOException {
    for (Path file : deepestFirst(folder)) {
      Files.delete(file);
    }
  }

  /** The sizes of its files together; 0 if it is not there. */
  public static long size(Path folder) {
    try {
      long bytes = 0;
      for (Path file : deepestFirst(folder)) {
        bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
