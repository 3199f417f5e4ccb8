package org.pan.sequences.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecondsFitTest {

  private static final int HOUR = 3_600;

  private static SecondsFit of(int... seconds) {
    SecondsFit fit = new SecondsFit(5);
    for (int i = 0; i < seconds.length; i++) {
      fit.add(i % 1_000, seconds[i]);
    }
    return fit;
  }

  private static NumberCoding fit(int... seconds) {
    return of(seconds).timesOfDay(5);
  }

  @Test
  void timesSpreadOverTheDayGetHalfHours() {
    Random random = new Random(1);
    NumberCoding coding = fit(random.ints(100_000, 0, 86_400).toArray());
    assertEquals(48, coding.size());
    assertEquals(1, coding.grid());
    for (int k = 0; k < 48; k++) {
      assertEquals(k, coding.classOf(k * 1_800.0), "first second of half-hour " + k);
      assertEquals(k, coding.classOf(k * 1_800.0 + 1_799), "last second of half-hour " + k);
    }
  }

  @Test
  void aTimeSeenOftenIsItsOwnClass() {
    Random random = new Random(2);
    int[] seconds = random.ints(20_000, 0, 86_400).toArray();
    for (int i = 0; i < 2_000; i++) {
      seconds[i] = 9 * HOUR;
      seconds[2_000 + i] = 86_399;
    }
    NumberCoding coding = fit(seconds);
    for (double time : new double[] {9 * HOUR, 86_399}) {
      assertTrue(coding.atom(coding.classOf(time)));
      assertFalse(coding.atom(coding.classOf(time - 1)));
    }
    assertEquals(0.1, coding.probability(coding.classOf(9 * HOUR)), 0.001);
    assertEquals(50, coding.size());
  }

  @Test
  void minutesStayMinutes() {
    Random random = new Random(3);
    int[] seconds = random.ints(50_000, 0, 1_440).map(m -> m * 60).toArray();
    NumberCoding coding = fit(seconds);
    assertEquals(60, coding.grid());
    for (int k = 0; k < coding.size(); k++) {
      assertEquals(0, coding.value(k, 0.77) % 60);
    }
  }

  @Test
  void hoursWithoutEventsAreNoClassesOfTheirOwn() {
    Random random = new Random(4);
    int[] seconds = random.ints(50_000, 8 * HOUR, 17 * HOUR).toArray();
    NumberCoding coding = fit(seconds);
    assertEquals(18, coding.size());
    assertTrue(IntStream.range(0, 18).allMatch(k -> coding.probability(k) > 0.04));
  }

  @Test
  void withoutTimesThereIsMidnightAlone() {
    NumberCoding coding = fit();
    assertEquals(1, coding.size());
    assertEquals(0, coding.value(0, 0.5));
    assertNull(of().delays(EncodingConfig.DEFAULT));
  }

  @Test
  void delaysAreFineWhereTheyAreMany() {
    Random random = new Random(5);
    int[] seconds = random.ints(100_000, 300, 3_600).toArray();
    Arrays.fill(seconds, 0, 20_000, 900);
    NumberCoding coding = of(seconds).delays(EncodingConfig.DEFAULT);
    assertNotNull(coding);
    assertEquals(300, coding.low());
    assertEquals(3_599, coding.high());
    assertTrue(coding.atom(coding.classOf(900)));
    assertEquals(.2, coding.probability(coding.classOf(900)), .001);
    assertTrue(
        IntStream.range(0, coding.size())
            .allMatch(k -> coding.atom(k) || coding.probability(k) < .05));
  }
}
