package org.pan.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pan.model.Pan;

/**
 * Killing the process loses nothing but the time since the last checkpoint. By hand, with more
 * kills: {@code -Dpan.kills=20}.
 */
class KilledTrainingTest {

  private static final int KILLS = Integer.getInteger("pan.kills", 3);

  @TempDir Path folder;

  @Test
  @Timeout(900)
  void whatIsKilledAgainAndAgainEndsWithTheSameBytes() throws Exception {
    Path uninterrupted = folder.resolve("uninterrupted");
    try (Pan pan = SmallTraining.fit(SmallTraining.CONFIG, null, TrainingListener.NONE)) {
      pan.save(uninterrupted);
    }
    SplittableRandom random = new SplittableRandom(KILLS);
    int hit = 0;
    for (int i = 0; i < KILLS; i++) {
      hit += kill(random.nextInt(4), random.nextInt(250)) ? 1 : 0;
    }
    assertTrue(hit > 0, "No process was alive when it was to be killed.");
    Process last = start();
    last.getInputStream().transferTo(OutputStream.nullOutputStream());
    assertEquals(0, last.waitFor());
    assertArrayEquals(
        SmallTraining.bytes(uninterrupted), SmallTraining.bytes(folder.resolve("killed")));
  }

  /**
   * Starts a training and kills it that long after it began to train and has written so many
   * checkpoints.
   *
   * @return whether it was still running
   */
  private boolean kill(int checkpoints, long millis) throws IOException, InterruptedException {
    Process process = start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    int seen = -1;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen += line.equals("training") || line.equals("checkpoint") ? 1 : 0;
      if (seen >= checkpoints) {
        break;
      }
    }
    boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    return !ended;
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SmallTraining.class.getName());
    command.add(folder.resolve("checkpoints").toString());
    command.add(folder.resolve("killed").toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
