package org.pan.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String BUSY = "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; ";

  @TempDir private Path folder;

  private Outcome run(Duration mostCpu, Duration mostWall, String... command)
      throws IOException, InterruptedException {
    Job job = new Job(List.of(command), Map.of(), log(), mostCpu, mostWall);
    return Watch.run(job, usage -> {});
  }

  private Outcome run(String line) throws IOException, InterruptedException {
    return run(LONG, LONG, "sh", "-c", line);
  }

  private Path log() {
    return folder.resolve("log");
  }

  private static void assumeProc() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "CPU time is read from Linux's /proc");
  }

  @Test
  void cpuTimeIsThatOfTheShellAndItsChildren() throws Exception {
    assumeProc();
    // What the shell's own "times" says, then a wait in which the last look can be had.
    Outcome outcome = run("(" + BUSY + ") & wait; " + BUSY + "times; sleep 0.5");
    double said =
        Pattern.compile("(\\d+)m([\\d.]+)s")
            .matcher(Files.readString(log()))
            .results()
            .mapToDouble(WatchTest::seconds)
            .sum();
    assertTrue(said > .1, "the shell did not work: " + said);
    assertEquals(said, outcome.usage().cpuSeconds(), .05 + .1 * said);
  }

  private static double seconds(MatchResult time) {
    return 60 * Double.parseDouble(time.group(1)) + Double.parseDouble(time.group(2));
  }

  @Test
  void memoryIsThatOfAllProcessesAtTheirPeak() throws Exception {
    assumeProc();
    // Without line ends tail has to keep all of it.
    Outcome outcome = run("(head -c 150000000 /dev/zero; sleep 0.5) | tail -n 1 > /dev/null");
    assertTrue(outcome.usage().peakBytes() > 150_000_000, outcome.toString());
    assertTrue(outcome.usage().peakBytes() < 400_000_000, outcome.toString());
  }

  @Test
  void aProgramThatRunsOverItsCpuTimeIsStoppedWithItsChildren() throws Exception {
    assumeProc();
    Outcome outcome =
        run(
            Duration.ofMillis(300),
            LONG,
            "sh",
            "-c",
            "sh -c 'echo $$; while :; do :; done' & wait; echo never");
    assertTrue(outcome.fault().startsWith("stopped after"), outcome.fault());
    long child = Long.parseLong(Files.readString(log()).strip());
    for (int i = 0; i < 100 && works(child); i++) {
      Thread.sleep(100);
    }
    assertFalse(works(child));
  }

  /** Whether a process is there and is more than the memory of one that ended (state Z). */
  private static boolean works(long process) throws IOException {
    Path stat = Path.of("/proc", String.valueOf(process), "stat");
    return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
  }

  @Test
  void aProgramThatWaitsTooLongIsStopped() throws Exception {
    Outcome outcome = run(LONG, Duration.ofMillis(200), "sleep", "60");
    assertTrue(outcome.fault().startsWith("stopped after"), outcome.fault());
    assertTrue(outcome.usage().wallSeconds() < 30);
  }

  @Test
  void aFailureIsToldInTheProgramsOwnWords() throws Exception {
    Outcome outcome = run("echo Traceback; echo 'ValueError: no such luck' >&2; echo; exit 3");
    assertEquals("ended with code 3: ValueError: no such luck", outcome.fault());
  }

  @Test
  void aKilledProgramSaysByWhichSignal() throws Exception {
    assertEquals("ended by signal 9", run("kill -9 $$").fault());
  }

  @Test
  void aProgramThatIsNotThereIsAnOutcome() throws Exception {
    Outcome outcome = run(LONG, LONG, "no-such-program-anywhere");
    assertEquals("cannot be started: no-such-program-anywhere", outcome.fault());
  }
}
