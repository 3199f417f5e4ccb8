package org.pan.model.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/** Daily series with a level of their own and a weekly rhythm, some of them with gaps. */
public final class SeriesWorld {

  private static final int FIRST = 17_000;

  private SeriesWorld() {}

  public static Schema schema() {
    return new Schema(
        TimeMode.ABSOLUTE,
        Resolution.DAY,
        "DATE",
        "DOUBLE",
        List.of(new StaticField("kind", StaticField.Kind.CATEGORY, "VARCHAR")));
  }

  /**
   * Series of so many days.
   *
   * @param whole whether numbers are whole, else they are continuous
   * @param gaps whether days are left out
   */
  public static List<Timeline> timelines(
      int count, int days, boolean whole, boolean gaps, long seed) {
    List<Timeline> timelines = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int s = 0; s < count; s++) {
      timelines.add(timeline(Integer.toString(s + 1), days, whole, gaps, random.split()));
    }
    return timelines;
  }

  private static Timeline timeline(
      String subject, int days, boolean whole, boolean gaps, SplittableRandom random) {
    double level = 4 + random.nextGaussian();
    List<Event> events = new ArrayList<>();
    for (int d = 0; d < days; d++) {
      double weekly = .3 * Math.sin(2 * Math.PI * d / 7);
      double x = Math.exp(level + weekly + .2 * random.nextGaussian());
      if (!gaps || random.nextInt(6) > 0) {
        long time = (FIRST + d) * MixedWorld.DAY;
        events.add(Event.of(time, "VIEWS", whole ? Math.rint(x) : x));
      }
    }
    return new Timeline(
        subject,
        Map.of("kind", new StaticValue.Category(random.nextBoolean() ? "a" : "b")),
        OptionalLong.of(FIRST * MixedWorld.DAY),
        OptionalLong.of((FIRST + days - 1) * MixedWorld.DAY),
        events);
  }
}
