package org.pan.model.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is replaced as a whole: whoever opens it, after a crash at whatever moment, finds
 * the old one or the new one complete. One writer at a time; it may be read while it is replaced,
 * but a reader that opens its files one after the other may then see both.
 *
 * <p>A new version is filled as {@code .NAME.partial}, made durable and renamed {@code .NAME.next}:
 * that name alone says that it is complete. Then the old version becomes {@code .NAME.previous} and
 * the new one {@code NAME}.
 */
public final class AtomicFolder {

  private final Path folder;
  private final Path partial;
  private final Path next;
  private final Path previous;
  private final Path discarded;

  /** Fills an empty folder. */
  @FunctionalInterface
  public interface Contents {
    void writeInto(Path folder) throws IOException;
  }

  private AtomicFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    String name = "." + this.folder.getFileName();
    this.partial = this.folder.resolveSibling(name + ".partial");
    this.next = this.folder.resolveSibling(name + ".next");
    this.previous = this.folder.resolveSibling(name + ".previous");
    this.discarded = this.folder.resolveSibling(name + ".discarded");
  }

  /**
   * Writes the folder anew, in place of the one that is there. If the contents cannot be written,
   * the old one stays.
   *
   * @throws IOException if writing fails
   */
  public static void write(Path folder, Contents contents) throws IOException {
    new AtomicFolder(folder).write(contents);
  }

  /**
   * Finishes what a killed writer left half done, so that the folder, if it was ever written, is
   * there.
   *
   * @return whether it is there
   * @throws IOException if a left-over version cannot be renamed
   */
  public static boolean recover(Path folder) throws IOException {
    return new AtomicFolder(folder).recover();
  }

  private void write(Contents contents) throws IOException {
    Files.createDirectories(parent());
    recover();
    delete(discarded);
    delete(partial);
    // Left by a crash before the old version was moved away: complete, but older than what is
    // written now.
    discard(next);
    discard(previous);
    try {
      Files.createDirectory(partial);
      contents.writeInto(partial);
      sync(partial);
    } catch (IOException | RuntimeException e) {
      deleteAfter(partial, e);
      throw e;
    }
    rename(partial, next);
    syncFile(parent());
    if (Files.exists(folder)) {
      rename(folder, previous);
    }
    publish();
    discard(previous);
  }

  private boolean recover() throws IOException {
    if (Files.exists(folder)) {
      return true;
    }
    if (Files.exists(next)) {
      publish();
    } else if (Files.exists(previous)) {
      rename(previous, folder);
    }
    return Files.exists(folder);
  }

  private void publish() throws IOException {
    try {
      rename(next, folder);
    } catch (NoSuchFileException e) {
      // A reader that came between the two renames has finished the job.
      if (!Files.exists(folder)) {
        throw e;
      }
    }
    syncFile(parent());
  }

  /** Deletes under a name that recovery never looks at, as deleting takes many steps. */
  private void discard(Path path) throws IOException {
    if (Files.exists(path)) {
      rename(path, discarded);
      delete(discarded);
    }
  }

  private Path parent() {
    Path parent = folder.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("A file system's root cannot be replaced.");
    }
    return parent;
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void deleteAfter(Path path, Exception failure) {
    try {
      delete(path);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Makes everything below, and the names themselves, outlive a power cut. */
  private static void sync(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          sync(child);
        }
      }
    }
    syncFile(path);
  }

  private static void syncFile(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
