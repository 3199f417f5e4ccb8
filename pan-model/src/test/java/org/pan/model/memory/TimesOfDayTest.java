package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The usual times of day of a record written by hand. */
@NullMarked
class TimesOfDayTest {

  private static final long NINE = 9 * 3_600_000_000L;
  private static final long TEN = 10 * 3_600_000_000L;

  /** A Monday: day 0 is a Thursday. */
  private static final int MONDAY = 4;

  private final TimesOfDay times = new TimesOfDay();

  private void observe(int day, long timeOfDay) {
    times.observe(day * Days.MICROS + timeOfDay);
  }

  @Test
  void theUsualTimeIsTheMostFrequentOfTheWeekdayAndOfAll() {
    times.begin();
    observe(MONDAY, NINE);
    observe(MONDAY + 7, NINE);
    observe(MONDAY + 14, TEN);
    for (int day = 1; day < 4; day++) {
      observe(MONDAY + day, TEN);
    }
    assertEquals(NINE, times.usual(0));
    assertEquals(TEN, times.usual(1));
    assertEquals(TEN, times.usual());
    assertEquals(4, times.count(TEN));
    assertEquals(1, times.count(TEN, 0));
    assertEquals(TimesOfDay.NONE, times.usual(5));
  }

  @Test
  void ofTimesAsFrequentTheLatestIsUsual() {
    times.begin();
    observe(MONDAY, NINE);
    observe(MONDAY + 7, TEN);
    assertEquals(TEN, times.usual(0));
  }

  @Test
  void aTimeCountsOnceHoweverManyEventsItHas() {
    times.begin();
    observe(MONDAY, NINE);
    observe(MONDAY, NINE);
    assertEquals(1, times.count(NINE));
  }

  @Test
  void anotherSubjectHasNone() {
    times.begin();
    observe(MONDAY, NINE);
    times.begin();
    assertEquals(TimesOfDay.NONE, times.usual());
    assertEquals(TimesOfDay.NONE, times.usual(0));
    assertEquals(0, times.count(NINE));
    observe(MONDAY, NINE);
    assertEquals(1, times.count(NINE));
  }

  @Test
  void manyTimesAreCountedEach() {
    times.begin();
    SplittableRandom random = new SplittableRandom(3);
    Map<Long, Integer> all = new HashMap<>();
    Map<Long, Integer> onMondays = new HashMap<>();
    for (int day = 0; day < 2_000; day++) {
      long time = random.nextInt(200) * 60_000_000L;
      observe(day, time);
      all.merge(time, 1, Integer::sum);
      onMondays.merge(time, Days.weekday(day) == 0 ? 1 : 0, Integer::sum);
    }
    all.forEach((time, count) -> assertEquals(count, times.count(time)));
    onMondays.forEach((time, count) -> assertEquals(count, times.count(time, 0)));
    assertEquals(0, times.count(1));
  }
}
