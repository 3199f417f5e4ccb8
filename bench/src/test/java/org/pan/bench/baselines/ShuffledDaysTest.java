package org.pan.bench.baselines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.Evaluation;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Scores;
import org.pan.evaluation.Verdict;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;

class ShuffledDaysTest {

  private static final long DAY = Resolution.DAY.micros();

  /** Thursday, 1970-01-01, is day 0. */
  private static final int THURSDAY = 3;

  private final Clinic clinic = new Clinic(ClinicSettings.DEFAULT);
  private final List<Timeline> real = clinic.timelines(150, 3).toList();

  /** One patient with an event on each of these days, its number the day. */
  private static Patients daily(TimeMode mode, long from, long to) {
    List<Event> events =
        LongStream.rangeClosed(from, to)
            .mapToObj(day -> Event.of(day * DAY, "x", (double) day))
            .toList();
    Schema schema = new Schema(mode, Resolution.DAY, "DATE", "DOUBLE", List.of());
    return new Patients(
        schema,
        List.of(new Timeline("1", Map.of(), OptionalLong.empty(), OptionalLong.empty(), events)));
  }

  @Test
  void everyDayStaysInItsWeekAndDaysStayApart() {
    Patients one = daily(TimeMode.ABSOLUTE, 2, 40);
    for (Timeline drawn : new ShuffledDays(one).sample(50, 1).toList()) {
      Set<Long> days = new TreeSet<>();
      for (Event event : drawn.events()) {
        long day = event.timeMicros() / DAY;
        assertEquals((day + THURSDAY) / 7, ((long) event.number() + THURSDAY) / 7);
        days.add(day);
      }
      assertEquals(39, days.size());
      assertTrue(days.contains(2L) && days.contains(40L), "a day has left the record");
    }
  }

  @Test
  void everyDayOfAWeekIsAsLikelyAsAnother() {
    Patients one = daily(TimeMode.ABSOLUTE, 4, 10);
    long[] places = new long[7];
    new ShuffledDays(one)
        .sample(7000, 2)
        .flatMap(timeline -> timeline.events().stream())
        .filter(event -> event.number() == 4)
        .forEach(event -> places[(int) (event.timeMicros() / DAY) - 4]++);
    double[] equal = new double[7];
    Arrays.fill(equal, 1000);
    assertTrue(new ChiSquareTest().chiSquareTest(equal, places) > 1e-4);
  }

  @Test
  void dayZeroStaysWhereItIs() {
    Patients one = daily(TimeMode.RELATIVE, -14, 14);
    for (Timeline drawn : new ShuffledDays(one).sample(20, 3).toList()) {
      for (Event event : drawn.events()) {
        long day = Math.floorDiv(event.timeMicros(), DAY);
        assertEquals(Math.signum(event.number()), Math.signum((double) day));
        assertEquals(
            (Math.abs((long) event.number()) + 6) / 7, (Math.abs(day) + 6) / 7, "another week");
      }
    }
  }

  @Test
  void nothingIsLostOrAdded() {
    Map<List<String>, Long> originals =
        real.stream()
            .collect(Collectors.groupingBy(ShuffledDaysTest::content, Collectors.counting()));
    new ShuffledDays(new Patients(clinic.schema(), real))
        .sample(100, 5)
        .forEach(drawn -> assertTrue(originals.containsKey(content(drawn)), "no real patient"));
  }

  private static List<String> content(Timeline timeline) {
    return timeline.events().stream().map(e -> e.code() + " " + e.number()).sorted().toList();
  }

  @Test
  void onlyTheCalendarFiguresSeeIt() {
    List<Timeline> drawn =
        new ShuffledDays(new Patients(clinic.schema(), real)).sample(100, 5).toList();
    Scores scores =
        Evaluation.of(EvaluationConfig.DEFAULT.withReplicates(20).withMaxTrainingRows(100))
            .score(set(clinic.timelines(100, 4).toList()), set(real), Map.of("it", set(drawn)));
    assertEquals(Verdict.GREEN, verdict(scores, "fidelity.code-share-tv"));
    assertEquals(Verdict.GREEN, verdict(scores, "fidelity.value-ks"));
    assertEquals(Verdict.RED, verdict(scores, "calendar.hour-tv"));
    assertEquals(Verdict.RED, verdict(scores, "calendar.weekday-tv"));
  }

  private ListDataset set(List<Timeline> timelines) {
    return new ListDataset(clinic.schema(), timelines);
  }

  private static Verdict verdict(Scores scores, String figure) {
    return scores.figure(figure).flatMap(f -> f.reading("it")).orElseThrow().verdict();
  }
}
