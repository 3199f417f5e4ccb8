package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds codes whose order within one time varies, and how: the weights of Luce's choice by maximum
 * likelihood (Hunter, MM algorithms for generalized Bradley-Terry models, 2004).
 */
final class SourceOrderFit {

  /** Pairs seen less often say too little of their order. */
  private static final int LEAST_SEEN = 20;

  /** A pair varies where this share of it at least stands the other way round. */
  private static final double LEAST_SHARE = .01;

  /** Times of more events tell nothing new and cost much. */
  private static final int MOST_EVENTS = 32;

  private static final int MOST_TIMES = 20_000;
  private static final int ITERATIONS = 30;

  /** Choices and chances of a weight of 1 that each weight begins with. */
  private static final double PRIOR = .05;

  private final PairCounts pairs;
  private final List<int[]> times = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private long seen;

  /**
   * @param pairs of entries that shared a time
   */
  SourceOrderFit(PairCounts pairs) {
    this.pairs = pairs;
  }

  /** Takes the events from start to before end, which share one time, into the sample. */
  void add(int[] ids, int start, int end) {
    if (end - start < 2) {
      return;
    }
    long at = seen < MOST_TIMES ? seen : random.nextLong(seen + 1);
    seen++;
    if (at < MOST_TIMES) {
      int[] time = Arrays.copyOfRange(ids, start, Math.min(end, start + MOST_EVENTS));
      if (at == times.size()) {
        times.add(time);
      } else {
        times.set((int) at, time);
      }
    }
  }

  /**
   * What varies, null where nothing does.
   *
   * @param canonical the entries in canonical order
   */
  @Nullable SourceOrder fit(int[] canonical) {
    int[][] neighbours = pairs.neighbours(canonical.length);
    BitSet varying = varying(neighbours);
    if (varying.isEmpty()) {
      return null;
    }
    int[] place = new int[canonical.length];
    for (int i = 0; i < canonical.length; i++) {
      place[canonical[i]] = i;
    }
    List<SourceOrder.Pair> fixed = new ArrayList<>();
    varying.stream()
        .forEach(
            id ->
                IntStream.of(neighbours[id])
                    .filter(other -> varying.get(other) && place[id] < place[other])
                    .filter(other -> isFixed(id, other))
                    .forEach(other -> fixed.add(new SourceOrder.Pair(place[id], place[other]))));
    List<int[]> sample =
        times.stream()
            .map(ids -> Arrays.stream(ids).filter(varying::get).map(id -> place[id]).toArray())
            .toList();
    int[] codes = varying.stream().map(id -> place[id]).sorted().toArray();
    return new SourceOrder(codes, new Choices(sample).weights(), fixed);
  }

  private BitSet varying(int[][] neighbours) {
    BitSet varying = new BitSet();
    for (int id = 0; id < neighbours.length; id++) {
      for (int other : neighbours[id]) {
        if (varies(id, other)) {
          varying.set(id);
        }
      }
    }
    return varying;
  }

  private boolean varies(int id, int other) {
    int fewer = Math.min(pairs.count(id, other), pairs.count(other, id));
    return both(id, other) >= LEAST_SEEN && fewer >= LEAST_SHARE * both(id, other);
  }

  private boolean isFixed(int first, int second) {
    return both(first, second) >= LEAST_SEEN
        && pairs.count(second, first) < LEAST_SHARE * both(first, second);
  }

  private int both(int id, int other) {
    return pairs.count(id, other) + pairs.count(other, id);
  }

  /** What was chosen from what after what. */
  private static final class Choices {

    private final Map<Long, Integer> numbers = new HashMap<>();

    /** Of each choice the numbers of what could be chosen; the first was. */
    private final List<int[]> choices = new ArrayList<>();

    Choices(List<int[]> times) {
      for (int[] time : times) {
        int last = SourceOrder.BEGIN;
        for (int i = 0; i + 1 < time.length; i++) {
          add(last, Arrays.copyOfRange(time, i, time.length));
          last = time[i];
        }
      }
    }

    private void add(int last, int[] left) {
      if (left[0] != last) {
        int[] each = IntStream.of(left).filter(code -> code != last).distinct().toArray();
        if (each.length > 1) {
          choices.add(
              Arrays.stream(each)
                  .map(
                      code ->
                          numbers.computeIfAbsent(
                              SourceOrder.key(last, code), key -> numbers.size()))
                  .toArray());
        }
      }
    }

    List<SourceOrder.Weight> weights() {
      double[] weight = fitted();
      return new TreeMap<>(numbers)
          .entrySet().stream()
              .map(
                  entry ->
                      new SourceOrder.Weight(
                          (int) (entry.getKey() >> 32),
                          entry.getKey().intValue(),
                          rounded(weight[entry.getValue()])))
              .toList();
    }

    private double[] fitted() {
      double[] weight = new double[numbers.size()];
      double[] chosen = new double[weight.length];
      Arrays.fill(weight, 1);
      Arrays.fill(chosen, PRIOR);
      choices.forEach(each -> chosen[each[0]]++);
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        double[] chances = new double[weight.length];
        Arrays.fill(chances, PRIOR);
        for (int[] each : choices) {
          double total = 0;
          for (int number : each) {
            total += weight[number];
          }
          for (int number : each) {
            chances[number] += 1 / total;
          }
        }
        Arrays.setAll(weight, number -> chosen[number] / chances[number]);
      }
      return weight;
    }

    /** Four digits are as many as counts support. */
    private static double rounded(double value) {
      return Double.parseDouble(String.format(java.util.Locale.ROOT, "%.4g", value));
    }
  }
}
