package org.pan.sequences.encoding;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the order of entries that best reproduces in which order events of one time stand in the
 * source: the Kemeny order of the majority of pairs, by local search. Entries that never share a
 * time keep the order of their ids.
 */
final class CanonicalOrder {

  /** Farther apart within one time, a pair says little and costs much. */
  private static final int MAX_DISTANCE = 32;

  private static final int SWEEPS = 20;

  private final int entries;
  private final PairCounts pairs = new PairCounts();
  private final SourceOrderFit source = new SourceOrderFit(pairs);

  CanonicalOrder(int entries) {
    this.entries = entries;
  }

  /**
   * Counts the pairs of the events from start to before end, which share one time and stand in the
   * source's order.
   */
  void add(int[] ids, int start, int end) {
    for (int i = start; i < end; i++) {
      for (int j = i + 1; j < Math.min(end, i + MAX_DISTANCE); j++) {
        if (ids[i] != ids[j]) {
          pairs.add(ids[i], ids[j]);
        }
      }
    }
    source.add(ids, start, end);
  }

  /** How the source departs from this order, null where it does not. */
  @Nullable SourceOrder source(int[] order) {
    return source.fit(order);
  }

  /** The ids in canonical order. */
  int[] order() {
    int[][] neighbours = pairs.neighbours(entries);
    double[] place = start(neighbours);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean moved = false;
      for (int id = 0; id < entries; id++) {
        moved |= move(id, neighbours[id], place);
      }
      place = ranks(place);
      if (!moved) {
        break;
      }
    }
    return sorted(place);
  }

  /** The start: by how many of its neighbours an entry stands before. */
  private double[] start(int[][] neighbours) {
    double[] score = new double[entries];
    for (int id = 0; id < entries; id++) {
      for (int other : neighbours[id]) {
        score[id] -= Integer.signum(pairs.count(id, other) - pairs.count(other, id));
      }
    }
    return ranks(score);
  }

  /**
   * Moves one entry to where most pairs with its neighbours stand right; says whether that was
   * better.
   */
  private boolean move(int id, int[] neighbours, double[] place) {
    int[] near =
        IntStream.of(neighbours)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> place[i]))
            .mapToInt(i -> i)
            .toArray();
    long right = 0;
    for (int other : near) {
      right += pairs.count(id, other);
    }
    long best = right;
    int bestAt = 0;
    long now = near.length == 0 || place[id] <= place[near[0]] ? right : -1;
    for (int i = 0; i < near.length; i++) {
      right += pairs.count(near[i], id) - pairs.count(id, near[i]);
      if (right > best) {
        best = right;
        bestAt = i + 1;
      }
      boolean here =
          place[near[i]] < place[id] && (i == near.length - 1 || place[id] <= place[near[i + 1]]);
      now = here ? right : now;
    }
    if (best <= now) {
      return false;
    }
    double low = bestAt == 0 ? place[near[0]] - 2 : place[near[bestAt - 1]];
    double high = bestAt == near.length ? place[near[near.length - 1]] + 2 : place[near[bestAt]];
    place[id] = low + (high - low) / 2;
    return true;
  }

  private static double[] ranks(double[] place) {
    int[] sorted = sorted(place);
    double[] ranks = new double[place.length];
    for (int i = 0; i < sorted.length; i++) {
      ranks[sorted[i]] = i;
    }
    return ranks;
  }

  private static int[] sorted(double[] place) {
    return IntStream.range(0, place.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> place[i]).thenComparing(i -> i))
        .mapToInt(i -> i)
        .toArray();
  }
}
