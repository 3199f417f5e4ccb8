package org.pan.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {

  private static final int FILES = 20;

  @TempDir Path parent;

  /** Overwrites a folder with versions first, first + 1, ... until it is killed. */
  static final class EndlessWriter {
    public static void main(String[] args) throws IOException {
      for (int version = Integer.parseInt(args[1]); ; version++) {
        int written = version;
        AtomicFolder.write(Path.of(args[0]), folder -> fill(folder, written));
      }
    }
  }

  private static void fill(Path folder, int version) throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(
          (i % 2 == 0 ? folder : inner).resolve("file" + i),
          version + "\n" + "x".repeat(5000) + version);
    }
  }

  /** The one version all files are of; fails if any file is missing, cut or of another version. */
  private static int versionOf(Path folder) throws IOException {
    Set<Integer> versions = new TreeSet<>();
    for (int i = 0; i < FILES; i++) {
      String text =
          Files.readString((i % 2 == 0 ? folder : folder.resolve("inner")).resolve("file" + i));
      int version = Integer.parseInt(text.substring(0, text.indexOf('\n')));
      assertEquals(version + "\n" + "x".repeat(5000) + version, text);
      versions.add(version);
    }
    assertEquals(1, versions.size(), "versions are mixed");
    return versions.iterator().next();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
    }
  }

  @Test
  void aNewVersionReplacesTheOldOneAndNothingElseIsLeft() throws IOException {
    Path folder = parent.resolve("model");
    AtomicFolder.write(folder, f -> fill(f, 1));
    Files.writeString(folder.resolve("only in the old one"), "");
    AtomicFolder.write(folder, f -> fill(f, 2));
    assertEquals(2, versionOf(folder));
    assertFalse(Files.exists(folder.resolve("only in the old one")));
    assertEquals(List.of("model"), names());
  }

  @Test
  void aFailedWriteLeavesTheOldVersion() throws IOException {
    Path folder = parent.resolve("model");
    AtomicFolder.write(folder, f -> fill(f, 1));
    IOException full = new IOException("no space left on device");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicFolder.write(
                    folder,
                    f -> {
                      Files.writeString(f.resolve("file0"), "half");
                      throw full;
                    }));
    assertEquals(full, thrown);
    assertEquals(1, versionOf(folder));
    assertEquals(List.of("model"), names());
  }

  @Test
  void aFolderNeverWrittenIsNotThere() throws IOException {
    assertFalse(AtomicFolder.recover(parent.resolve("model")));
    Files.createDirectory(parent.resolve(".model.partial"));
    assertFalse(AtomicFolder.recover(parent.resolve("model")));
  }

  /**
   * Each state a crash can leave, laid out by hand: version 1 was there, version 2 was being
   * written.
   */
  @Test
  void everyStateOfACrashIsRecovered() throws IOException {
    record Crash(List<String> left, int expected) {}
    List<Crash> crashes =
        List.of(
            new Crash(List.of("model 1", ".model.partial 2"), 1),
            new Crash(List.of("model 1", ".model.next 2"), 1),
            new Crash(List.of(".model.previous 1", ".model.next 2"), 2),
            new Crash(List.of(".model.previous 1", "model 2"), 2),
            new Crash(List.of(".model.discarded 1", "model 2"), 2),
            new Crash(List.of(".model.previous 1"), 1));
    for (Crash crash : crashes) {
      Path at = Files.createTempDirectory(parent, "crash");
      for (String left : crash.left()) {
        String[] nameAndVersion = left.split(" ");
        fill(
            Files.createDirectory(at.resolve(nameAndVersion[0])),
            Integer.parseInt(nameAndVersion[1]));
      }
      Path folder = at.resolve("model");
      assertTrue(AtomicFolder.recover(folder));
      assertEquals(crash.expected(), versionOf(folder), crash.toString());
      AtomicFolder.write(folder, f -> fill(f, 3));
      assertEquals(3, versionOf(folder));
      try (Stream<Path> files = Files.list(at)) {
        assertEquals(1, files.count(), crash.toString());
      }
    }
  }

  @Test
  void aKilledWriterLeavesACompleteVersion() throws IOException, InterruptedException {
    Path folder = parent.resolve("model");
    Random random = new Random(1);
    int version = 0;
    AtomicFolder.write(folder, f -> fill(f, 0));
    for (int kill = 0; kill < 5; kill++) {
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  EndlessWriter.class.getName(),
                  folder.toString(),
                  String.valueOf(version + 1))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        awaitVersionAbove(folder, version, writer);
        TimeUnit.MICROSECONDS.sleep(random.nextInt(40_000));
      } finally {
        // SIGKILL: the writer gets no chance to clean up.
        writer.destroyForcibly().waitFor();
      }
      assertTrue(AtomicFolder.recover(folder));
      int found = versionOf(folder);
      assertTrue(found > version, "a finished version was lost");
      version = found;
    }
  }

  private static void awaitVersionAbove(Path folder, int version, Process writer)
      throws IOException, InterruptedException {
    Path file = folder.resolve("file0");
    while (writer.isAlive()) {
      // The folder is gone for a moment while it is replaced.
      String text = Files.exists(file) ? readOr(file, "0\n") : "0\n";
      if (Integer.parseInt(text.substring(0, text.indexOf('\n'))) > version) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    throw new AssertionError("The writer ended with exit code " + writer.exitValue());
  }

  private static String readOr(Path file, String otherwise) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return otherwise;
    }
  }
}
