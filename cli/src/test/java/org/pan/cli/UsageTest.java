package org.pan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UsageTest {

  @Test
  void helpIsAResult() {
    CommandRun run = CommandRun.of("--help");
    assertEquals(0, run.exit());
    assertEquals("", run.err());
    assertTrue(run.out().contains("Exit code: 0 done, 1 failed, 2 wrong usage"), run.out());
  }

  @Test
  void noCommandIsWrongUsage() {
    CommandRun run = CommandRun.of();
    assertEquals(2, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().contains("pan --help"), run.err());
  }

  @Test
  void aMistypedOptionIsAnsweredWithTheOneMeant() {
    CommandRun run = CommandRun.of("--hepl");
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("--help"), run.err());
    assertEquals(3, run.err().lines().count(), run.err());
  }
}
