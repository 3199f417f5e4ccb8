package org.pan.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pan.model.ModelConfig;
import org.pan.model.ModelConfig.DayKind;
import org.pan.model.Pan;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;

/** Records for which it is plain which likelihood of the day is the better. */
class DayTrialTest {

  private static final long DAY = Resolution.DAY.micros();
  private static final Schema SCHEMA =
      new Schema(TimeMode.ABSOLUTE, Resolution.DAY, "DATE", "DOUBLE", List.of());

  private static Pan learnt(DayKind kind, int[] gaps, double early) {
    SplittableRandom random = new SplittableRandom(5);
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < 400; s++) {
      int first = 12_000 + random.nextInt(700);
      List<Event> events = new ArrayList<>();
      for (int day = first; day < first + 4_000; ) {
        events.add(Event.of(day * DAY, "CODE//" + random.nextInt(40)));
        day += gaps[random.nextInt(gaps.length)];
        day += random.nextDouble() < early ? 1 + random.nextInt(30) : 0;
      }
      timelines.add(
          new Timeline(
              Integer.toString(s),
              Map.of(),
              OptionalLong.of(first * DAY),
              OptionalLong.of((first + 4_000) * DAY),
              events));
    }
    TrainingConfig config =
        TrainingConfig.DEFAULT
            .withModel(ModelConfig.TINY.withDay(kind))
            .withEffort(.2)
            .withDevice("cpu");
    try (ListDataset data = new ListDataset(SCHEMA, timelines)) {
      return Training.of(config).fit(data);
    }
  }

  private static DayKind chosen(int[] gaps, double early) {
    try (Pan pan = learnt(DayKind.AUTO, gaps, early)) {
      return pan.spec().config().day();
    }
  }

  /**
   * Appointments a year or two to the day: a week of its own says where they lie, a gap class of
   * the hazard only about.
   */
  @Test
  void yearlyAppointmentsAreTimedByTheWeek() {
    assertEquals(DayKind.WEEK, chosen(new int[] {364, 728}, 0));
  }

  /** On any day alike, with a calendar, nothing speaks against the usual one. */
  @Test
  void visitsOnAnyDayKeepTheUsualOne() {
    assertEquals(DayKind.HAZARD, chosen(new int[] {5, 11, 23, 47}, 1));
  }

  @Test
  void whatTheUserHasChosenStays() {
    try (Pan pan = learnt(DayKind.HAZARD, new int[] {364, 728}, 0)) {
      assertEquals(DayKind.HAZARD, pan.spec().config().day());
    }
  }
}
