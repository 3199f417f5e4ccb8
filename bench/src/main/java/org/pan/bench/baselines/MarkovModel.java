package org.pan.bench.baselines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/**
 * What a Markov chain of order one has seen.
 *
 * @param codes all codes, sorted; a code is its place here
 * @param next by code, the code that came next after each of its events, or {@link #END}
 * @param gaps by code, beside {@code next}: the microseconds until then
 * @param numbers by code, all its numbers
 */
record MarkovModel(String[] codes, int[][] next, long[][] gaps, double[][] numbers) {

  /** After the last event. */
  static final int END = -1;

  /** Counts what follows what. */
  static MarkovModel fit(List<Timeline> timelines) {
    String[] codes =
        timelines.stream()
            .flatMap(timeline -> timeline.events().stream())
            .map(Event::code)
            .distinct()
            .sorted()
            .toArray(String[]::new);
    List<Follower> followers = new ArrayList<>();
    for (int code = 0; code < codes.length; code++) {
      followers.add(new Follower());
    }
    for (Timeline timeline : timelines) {
      List<Event> events = timeline.events();
      for (int i = 0; i < events.size(); i++) {
        Event event = events.get(i);
        Follower follower = followers.get(Arrays.binarySearch(codes, event.code()));
        if (i + 1 < events.size()) {
          Event after = events.get(i + 1);
          follower.next.add(Arrays.binarySearch(codes, after.code()));
          follower.gaps.add(after.timeMicros() - event.timeMicros());
        } else {
          follower.next.add(END);
          follower.gaps.add(0L);
        }
        if (event.hasNumber()) {
          follower.numbers.add(event.number());
        }
      }
    }
    return new MarkovModel(
        codes,
        followers.stream().map(Follower::nextCodes).toArray(int[][]::new),
        followers.stream().map(Follower::gapMicros).toArray(long[][]::new),
        followers.stream().map(Follower::allNumbers).toArray(double[][]::new));
  }

  /** The place of a code. */
  int place(String code) {
    return Arrays.binarySearch(codes, code);
  }

  private static final class Follower {
    private final List<Integer> next = new ArrayList<>();
    private final List<Long> gaps = new ArrayList<>();
    private final List<Double> numbers = new ArrayList<>();

    int[] nextCodes() {
      return next.stream().mapToInt(Integer::intValue).toArray();
    }

    long[] gapMicros() {
      return gaps.stream().mapToLong(Long::longValue).toArray();
    }

    double[] allNumbers() {
      return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
