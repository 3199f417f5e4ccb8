package org.pan.bench.baselines;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.pan.sequences.Event;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/**
 * Real patients drawn with replacement and blurred a little: a record with dates is moved as a
 * whole by up to two weeks, weekdays kept, and each number goes to a neighbour among the numbers of
 * its code, or stays. As faithful as can be, and without privacy: it shows that privacy figures
 * work.
 */
public final class Jitter {

  private static final long WEEK_MICROS = 7L * 24 * 60 * 60 * 1_000_000;
  private static final int MOST_WEEKS = 2;

  private final Patients real;
  private final Map<String, double[]> numbers = new HashMap<>();

  Jitter(Patients real) {
    this.real = real;
    Map<String, List<Event>> byCode = new HashMap<>();
    real.timelines().stream()
        .flatMap(timeline -> timeline.events().stream())
        .filter(Event::hasNumber)
        .forEach(e -> byCode.computeIfAbsent(e.code(), code -> new java.util.ArrayList<>()).add(e));
    byCode.forEach(
        (code, events) ->
            numbers.put(
                code, events.stream().mapToDouble(Event::number).sorted().distinct().toArray()));
  }

  /** Patients 1 to count; each depends on the seed and its own number only. */
  Stream<Timeline> sample(long count, long seed) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(number -> blurred(number, Draws.random(seed, number)));
  }

  private Timeline blurred(long number, SplittableRandom random) {
    Timeline original = real.timelines().get(random.nextInt(real.timelines().size()));
    long shift =
        real.schema().timeMode() == TimeMode.ABSOLUTE
            ? WEEK_MICROS * random.nextInt(-MOST_WEEKS, MOST_WEEKS + 1)
            : 0;
    return new Timeline(
        String.valueOf(number),
        original.statics(),
        moved(original.start(), shift),
        moved(original.end(), shift),
        original.events().stream()
            .map(e -> new Event(e.timeMicros() + shift, e.code(), neighbour(e, random), e.text()))
            .toList());
  }

  private static OptionalLong moved(OptionalLong time, long shift) {
    return time.isPresent() ? OptionalLong.of(time.getAsLong() + shift) : time;
  }

  private double neighbour(Event event, SplittableRandom random) {
    double[] all = numbers.get(event.code());
    if (!event.hasNumber() || all == null) {
      return event.number();
    }
    int place = Arrays.binarySearch(all, event.number()) + random.nextInt(-1, 2);
    return all[Math.max(0, Math.min(all.length - 1, place))];
  }
}
