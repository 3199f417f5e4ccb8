package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Inputs and times worked out by hand; usual is half an hour between two moments of a day. */
class IntradayTest {

  private static final long MINUTE = Days.MICROS / 1440;
  private static final long NONE = TimesOfDay.NONE;

  private static final MemoryLayout LAYOUT =
      Layouts.ofMany(1, new Indications(new int[1][0]), 30.0 / 1440);

  private final Intraday intraday = new Intraday(LAYOUT);

  @BeforeEach
  void begin() {
    intraday.begin();
  }

  private static long at(int day, int hour, int minute) {
    return day * Days.MICROS + (60L * hour + minute) * MINUTE;
  }

  private void observe(int day, int hour, int minute) {
    intraday.observe(at(day, hour, minute));
  }

  private static long timeOfDay(int hour, int minute) {
    return at(0, hour, minute);
  }

  private long[] repeats() {
    long[] times = new long[6];
    intraday.repeats(times);
    return times;
  }

  private float[] inputs(long moment) {
    float[] out = new float[Intraday.size(LAYOUT)];
    assertEquals(out.length, intraday.write(moment, out, 0));
    return out;
  }

  @Test
  void theLastLapseAndTheUsualMinuteMayComeAgain() {
    observe(3, 8, 7);
    observe(3, 9, 7);
    observe(3, 9, 30);
    observe(3, 10, 7);
    assertArrayEquals(
        new long[] {
          timeOfDay(10, 44),
          NONE,
          timeOfDay(11, 7),
          timeOfDay(12, 7),
          timeOfDay(13, 7),
          timeOfDay(14, 7)
        },
        repeats());
  }

  @Test
  void theUsualMinuteIsTheNextOneAfterAnotherToo() {
    observe(3, 8, 50);
    observe(3, 9, 50);
    observe(3, 10, 20);
    assertEquals(timeOfDay(10, 50), repeats()[2]);
  }

  @Test
  void whatTheDayBeforeHadComesAgain() {
    observe(3, 8, 0);
    observe(3, 12, 15);
    observe(3, 19, 30);
    observe(4, 8, 0);
    assertEquals(timeOfDay(12, 15), repeats()[1]);
    observe(4, 13, 0);
    assertEquals(timeOfDay(19, 30), repeats()[1]);
    observe(4, 20, 0);
    assertEquals(NONE, repeats()[1]);
  }

  @Test
  void nothingIsRepeatedAfterMidnightOfTheDay() {
    observe(3, 20, 40);
    observe(3, 23, 40);
    long[] none = new long[6];
    Arrays.fill(none, NONE);
    assertArrayEquals(none, repeats());
  }

  @Test
  void hoursGoOnTheDayAfter() {
    observe(3, 20, 40);
    observe(3, 23, 40);
    long[] times = new long[4];
    intraday.repeatsTomorrow(times, 2);
    assertArrayEquals(new long[] {0, 0, timeOfDay(0, 40), timeOfDay(2, 40)}, times);
  }

  @Test
  void inputsSayTheLapsesTheRatesAndTheMinute() {
    observe(3, 8, 10);
    observe(3, 8, 40);
    observe(3, 10, 10);
    float[] in = inputs(at(3, 10, 40));
    assertEquals(Math.log(1 + 3), in[0], 1e-6, "an hour and a half are three usual lapses");
    assertEquals(Math.log(1 + 1), in[1], 1e-6);
    assertEquals(0, in[2]);
    assertEquals(Math.log(1 + 4), in[4], 1e-6, "the last two together");
    double rate = (1 * Math.pow(.5, 1 / 4.0) + 1) * Math.pow(.5, 3 / 4.0) + 1;
    assertEquals(Math.log(.02 + rate * Math.pow(.5, 1 / 4.0)), in[6], 1e-6);
    assertEquals(0, in[8], 1e-6, "half an hour away from the usual minute");
    assertEquals(-1, in[9], 1e-6);
    assertEquals(0, in[10]);
    assertEquals(2 / 3f, in[11], 1e-6, "two of three moments are at ten past");
    assertEquals(1, inputs(at(3, 11, 10))[10]);
  }

  @Test
  void severalEventsOfOneMomentCountOnce() {
    observe(3, 8, 10);
    observe(3, 8, 40);
    float[] before = inputs(at(3, 9, 0));
    observe(3, 8, 40);
    assertArrayEquals(before, inputs(at(3, 9, 0)));
  }
}
