package org.pan.evaluation.internal.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Figure;
import org.pan.evaluation.Verdict;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.evaluation.internal.FigureSink;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;

/** Series whose week is known, whatever their level and scale. */
class SeriesProfileTest {

  private static final long DAY = 86_400_000_000L;
  private static final int WEEKS = 30;
  private static final double[] WEEK = {5, 4, 4, 6, 3, 1, 0};
  private static final Schema DATES =
      new Schema(TimeMode.ABSOLUTE, Resolution.DAY, "DATE", "DOUBLE", List.of());

  /** Thirty series of whole weeks, their profile so many days late. */
  private static Dataset series(int daysLate) {
    List<Timeline> patients = new ArrayList<>();
    for (int s = 0; s < 30; s++) {
      List<Event> events = new ArrayList<>();
      for (int day = 0; day < 7 * WEEKS; day++) {
        double value = 10 + s + (1 + s) * WEEK[Math.floorMod(day - daysLate, 7)];
        // Day 4 of 1970 is the first Monday.
        events.add(Event.of((4 + day) * DAY, "x", value));
      }
      patients.add(
          new Timeline("p" + s, Map.of(), OptionalLong.empty(), OptionalLong.empty(), events));
    }
    return new ListDataset(DATES, patients);
  }

  private static Figure figure(Dataset synthetic) {
    Comparison sets =
        new ComparisonReader(EvaluationConfig.DEFAULT.withReplicates(20))
            .read(series(0), series(0), Map.of("s", synthetic));
    FigureSink sink = new FigureSink(sets);
    new SeriesProfile().measure(sets, sink);
    return sink.figures().get(0);
  }

  private static double late() {
    double mean = 0;
    for (double w : WEEK) {
      mean += w / 7;
    }
    double variance = 0;
    double squares = 0;
    for (int k = 0; k < 7; k++) {
      variance += Math.pow(WEEK[k] - mean, 2) / 7;
      squares += Math.pow(WEEK[k] - WEEK[(k + 6) % 7], 2) / 7;
    }
    return Math.sqrt(squares / variance);
  }

  @Test
  void aWeekThatIsADayLateIsAsFarAsItsDifferences() {
    Figure figure = figure(series(1));
    assertEquals(late(), figure.readings().get(0).estimate().value(), 1e-9);
    assertEquals(Verdict.RED, figure.readings().get(0).verdict());
  }

  @Test
  void theSameWeekIsNoDistance() {
    Figure figure = figure(series(7));
    assertEquals(0, figure.readings().get(0).estimate().value(), 1e-9);
    assertEquals(Verdict.GREEN, figure.readings().get(0).verdict());
  }

  @Test
  void aFewSeriesAreNoProfile() {
    Dataset few = new ListDataset(DATES, series(0).timelines().limit(5).toList());
    Comparison sets =
        new ComparisonReader(EvaluationConfig.DEFAULT).read(few, few, Map.of("s", few));
    FigureSink sink = new FigureSink(sets);
    new SeriesProfile().measure(sets, sink);
    assertTrue(sink.figures().get(0).note().contains("fewer than 20"));
  }
}
