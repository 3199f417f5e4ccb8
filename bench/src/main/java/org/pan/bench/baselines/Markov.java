package org.pan.bench.baselines;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/**
 * A Markov chain of order one: the next code, or that there is none, is drawn together with the gap
 * until then from what followed the present code in the data, a number from all numbers of its
 * code. Static fields, window, and the first event's time and code are those of a real patient.
 */
public final class Markov {

  private final MarkovModel model;
  private final List<Timeline> starts;

  /**
   * A chain.
   *
   * @param starts real patients; of their events only the first is looked at
   */
  Markov(MarkovModel model, List<Timeline> starts) {
    this.model = model;
    this.starts = List.copyOf(starts);
  }

  /** Patients 1 to count; each depends on the seed and its own number only. */
  Stream<Timeline> sample(long count, long seed) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(number -> patient(number, Draws.random(seed, number)));
  }

  private Timeline patient(long number, SplittableRandom random) {
    Timeline start = starts.get(random.nextInt(starts.size()));
    List<Event> events = new ArrayList<>();
    if (!start.events().isEmpty()) {
      Event first = start.events().get(0);
      walk(model.place(first.code()), first.timeMicros(), random, events);
    }
    return new Timeline(
        String.valueOf(number), start.statics(), start.start(), end(start, events), events);
  }

  private void walk(int first, long time, SplittableRandom random, List<Event> events) {
    int code = first;
    while (code != MarkovModel.END) {
      double[] numbers = model.numbers()[code];
      double value = numbers.length == 0 ? Double.NaN : numbers[random.nextInt(numbers.length)];
      events.add(Event.of(time, model.codes()[code], value));
      int follower = random.nextInt(model.next()[code].length);
      time += model.gaps()[code][follower];
      code = model.next()[code][follower];
    }
  }

  /** Observation lasts as long as the chain, at least. */
  private static OptionalLong end(Timeline start, List<Event> events) {
    if (start.end().isEmpty() || events.isEmpty()) {
      return start.end();
    }
    long last = events.get(events.size() - 1).timeMicros();
    return OptionalLong.of(Math.max(start.end().getAsLong(), last));
  }
}
