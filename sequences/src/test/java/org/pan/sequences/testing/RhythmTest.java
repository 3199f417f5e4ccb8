package org.pan.sequences.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Event;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

class RhythmTest {

  private static long micros(String dateTime) {
    return LocalDateTime.parse(dateTime).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
  }

  private static Timeline timeline(String group, String... times) {
    List<Event> events = Arrays.stream(times).map(time -> Event.of(micros(time), "A")).toList();
    return new Timeline(
        "1",
        Map.of("group", new StaticValue.Category(group)),
        OptionalLong.empty(),
        OptionalLong.of(micros("2024-12-31T00:00")),
        events);
  }

  @Test
  void aTimeFallsInItsCells() {
    // 2024 is a leap year; its 31 December is a Tuesday and day 366.
    long lastEvening = micros("2024-12-31T23:59:59");
    assertEquals(1, Rhythm.Axis.WEEKDAY.cell(lastEvening));
    assertEquals(23, Rhythm.Axis.HOUR.cell(lastEvening));
    assertEquals(52, Rhythm.Axis.WEEK_OF_YEAR.cell(lastEvening));
    assertEquals(47, Rhythm.Axis.WEEKDAY_BY_HOUR.cell(lastEvening));
    assertEquals(3, Rhythm.Axis.WEEKDAY.cell(-1 + micros("1960-01-01T00:00")));
    assertEquals(23, Rhythm.Axis.HOUR.cell(-1 + micros("1960-01-01T00:00")));
    assertEquals(0, Rhythm.Axis.WEEK_OF_YEAR.cell(micros("2023-01-07T00:00")));
    assertEquals(1, Rhythm.Axis.WEEK_OF_YEAR.cell(micros("2023-01-08T00:00")));
  }

  @Test
  void visitsAreCountedOnceByGroupAndGap() {
    Rhythm rhythm =
        Rhythm.of(
            Stream.of(
                timeline("a", "2024-01-01T08:00", "2024-01-01T08:00", "2024-01-08T09:00"),
                timeline("b", "2024-01-02T10:00", "2024-01-02T11:00", "2024-01-05T10:00")),
            "group");
    assertEquals(5, rhythm.visits());
    assertArrayEquals(new long[] {2, 0, 0, 0, 0, 0, 0}, rhythm.counts(Rhythm.Axis.WEEKDAY, "a"));
    assertArrayEquals(new long[] {2, 2, 0, 0, 1, 0, 0}, rhythm.counts(Rhythm.Axis.WEEKDAY));
    assertEquals(0.5, rhythm.gapShares()[7]);
    assertEquals(0.5, rhythm.gapShares()[3]);
    assertEquals(0.5, rhythm.gapModulo7Shares()[0]);
    assertEquals(0.25, rhythm.returnRates()[7]);
    int first = Days.of(micros("2024-01-01T00:00"));
    assertArrayEquals(new double[] {1, 2, 0, 0, 1, 0, 0, 1}, rhythm.dailyCounts(first, first + 8));
  }

  @Test
  void totalVariationIsHalfTheSummedDifference() {
    assertEquals(
        0.3,
        Rhythm.totalVariation(new double[] {0.5, 0.5, 0}, new double[] {0.2, 0.6, 0.2}),
        1e-12);
  }

  @Test
  void aWeeklySeriesRepeatsAfterAWeekOnceItsTrendIsRemoved() {
    double[] series = new double[500];
    for (int day = 0; day < series.length; day++) {
      series[day] = 0.05 * day + (day % 7 == 0 ? 4 : 0);
    }
    double[] rest = Rhythm.detrended(series, 91);
    assertEquals(410, rest.length);
    assertEquals(1, Rhythm.autocorrelation(rest, 7), 0.01);
    assertEquals(-1 / 6.0, Rhythm.autocorrelation(rest, 3), 0.01);
  }

  @Test
  void anAutoregressiveSeriesHasTheAutocorrelationOfItsTheory() {
    Random random = new Random(1);
    double[] series = new double[50_000];
    for (int i = 1; i < series.length; i++) {
      series[i] = 0.6 * series[i - 1] + random.nextGaussian();
    }
    assertEquals(0.6, Rhythm.autocorrelation(series, 1), 0.02);
    assertEquals(0.36, Rhythm.autocorrelation(series, 2), 0.02);
  }

  @Test
  void theChiSquareTestIsThatOfCommonsMath() {
    long[] counts = {30, 25, 45, 0, 2};
    double[] shares = {0.3, 0.3, 0.38, 0.005, 0.015};
    double expected =
        new ChiSquareTest()
            .chiSquareTest(
                new double[] {0.3 * 102, 0.3 * 102, 0.38 * 102, 0.02 * 102},
                new long[] {30, 25, 45, 2});
    assertEquals(expected, Rhythm.chiSquareProbability(counts, shares), 1e-12);
    assertTrue(Rhythm.chiSquareProbability(new long[] {90, 10}, new double[] {0.5, 0.5}) < 1e-9);
    assertEquals(0, Rhythm.chiSquareProbability(new long[] {90, 1}, new double[] {1, 0}));
  }
}
