package org.pan.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFileTest {

  @TempDir private Path folder;

  @Test
  void valuesAreFoundByName() throws IOException {
    Path file =
        Files.writeString(folder.resolve("status"), "VmHWM:\t 512 kB\nmodel name\t: A: B\n");
    assertEquals(512 * 1024, ProcFile.bytes(file, "VmHWM"));
    assertEquals(Optional.of("A: B"), ProcFile.value(file, "model name"));
  }

  @Test
  void whereTheSystemDoesNotTellThereIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("status"), "VmHWM:\t 512 kB\n");
    assertEquals(0, ProcFile.bytes(file, "VmRSS"));
    assertEquals(Optional.empty(), ProcFile.value(folder.resolve("gone"), "VmRSS"));
  }
}
