package org.pan.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/**
 * Made-up patients whose number, length and vocabulary can be chosen one by one: events come in a
 * Poisson process, one in ten days; codes are independent and equally likely, so that none is rare;
 * every other code has a normal number.
 *
 * @param subjects patients
 * @param events of each, on average
 * @param vocabulary codes
 */
record Population(int subjects, int events, int vocabulary, long seed) {

  private static final int DAYS_AN_EVENT = 10;
  private static final int FIRST_DAY = 10_957; // 2000-01-01
  private static final int SPREAD = 3_650;

  static final Schema SCHEMA =
      new Schema(
          TimeMode.ABSOLUTE,
          Resolution.DAY,
          "DATE",
          "DOUBLE",
          List.of(new StaticField("sex", StaticField.Kind.CATEGORY, "VARCHAR")));

  /** The patients, one after the other. */
  Stream<Timeline> timelines() {
    return LongStream.range(0, subjects).mapToObj(this::timeline);
  }

  private Timeline timeline(long number) {
    SplittableRandom random =
        new SplittableRandom(new SplittableRandom(seed ^ number << 20).nextLong());
    int first = FIRST_DAY + random.nextInt(SPREAD);
    int length = DAYS_AN_EVENT * events;
    List<Event> drawn = new ArrayList<>();
    double day = exponential(random);
    while (day < length) {
      drawn.add(event((first + (long) day) * Resolution.DAY.micros(), random));
      day += exponential(random);
    }
    return new Timeline(
        String.valueOf(number),
        Map.of("sex", new StaticValue.Category(random.nextBoolean() ? "F" : "M")),
        OptionalLong.of(first * Resolution.DAY.micros()),
        OptionalLong.of((first + length) * Resolution.DAY.micros()),
        drawn);
  }

  private static double exponential(SplittableRandom random) {
    return -DAYS_AN_EVENT * Math.log(1 - random.nextDouble());
  }

  private Event event(long micros, SplittableRandom random) {
    int rank = random.nextInt(vocabulary);
    String code = "C" + rank;
    if (rank % 2 == 0) {
      return Event.of(micros, code);
    }
    return Event.of(micros, code, Math.rint(10 * (rank + random.nextGaussian())) / 10);
  }
}
