package org.pan.sequences.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Event;

/** Orders within one time that a known law gives come back with its shares. */
class SourceOrderTest {

  private static final int TIMES = 20_000;

  private static @Nullable SourceOrder fitted(int entries, List<List<Integer>> times) {
    CanonicalOrder order = new CanonicalOrder(entries);
    for (List<Integer> time : times) {
      int[] ids = time.stream().mapToInt(i -> i).toArray();
      order.add(ids, 0, ids.length);
    }
    int[] canonical = order.order();
    assertArrayEquals(
        IntStream.range(0, entries).toArray(),
        canonical,
        "a law whose canonical order is 0, 1, ...");
    return order.source(canonical);
  }

  /** The same codes in the canonical order, put into an order of the source. */
  private static List<List<Integer>> drawn(@Nullable SourceOrder order, List<List<Integer>> times) {
    assertNotNull(order);
    Shuffle shuffle = new Shuffle(order);
    Random random = new Random(2);
    List<List<Integer>> all = new ArrayList<>();
    for (List<Integer> time : times) {
      int[] ids = time.stream().mapToInt(i -> i).sorted().toArray();
      List<Event> events =
          Arrays.stream(ids)
              .mapToObj(id -> new Event(0, Integer.toString(id), Double.NaN, null))
              .collect(Collectors.toCollection(ArrayList::new));
      shuffle.put(events, ids, random::nextDouble);
      all.add(events.stream().map(event -> Integer.valueOf(event.code())).toList());
    }
    return all;
  }

  private static List<List<Integer>> times(IntFunction<List<Integer>> law) {
    return IntStream.range(0, TIMES).mapToObj(law).toList();
  }

  private static <K> Map<K, Double> shares(List<K> of) {
    Map<K, Double> shares = new HashMap<>();
    of.forEach(key -> shares.merge(key, 1.0 / of.size(), Double::sum));
    return shares;
  }

  private static List<List<Integer>> neighbours(List<List<Integer>> times) {
    return times.stream()
        .flatMap(time -> IntStream.range(1, time.size()).mapToObj(i -> time.subList(i - 1, i + 1)))
        .toList();
  }

  /** Total variation between the shares of two samples. */
  private static <K> double distance(List<K> one, List<K> other) {
    Map<K, Double> difference = shares(one);
    shares(other).forEach((key, share) -> difference.merge(key, -share, Double::sum));
    return difference.values().stream().mapToDouble(Math::abs).sum() / 2;
  }

  @Test
  void oneOrderNeedsNothing() {
    Random random = new Random(1);
    assertNull(
        fitted(6, times(t -> random.ints(3, 0, 6).sorted().boxed().collect(Collectors.toList()))));
  }

  @Test
  void aPairComesBackInItsShare() {
    Random random = new Random(1);
    List<List<Integer>> times =
        times(t -> random.nextDouble() < .7 ? List.of(0, 1) : List.of(1, 0));
    List<List<Integer>> drawn = drawn(fitted(2, times), times);
    assertEquals(
        .7, shares(drawn).getOrDefault(List.of(0, 1), 0.0), 3 * Math.sqrt(.21 / TIMES) + .005);
  }

  @Test
  void aRandomOrderComesBackRandom() {
    Random random = new Random(1);
    List<List<Integer>> times =
        times(
            t -> {
              // A slight lean, so that there is one canonical order.
              List<Integer> all = new ArrayList<>(List.of(0, 1, 2, 3));
              if (t % 5 > 0) {
                Collections.shuffle(all, random);
              }
              return all;
            });
    List<List<Integer>> drawn = drawn(fitted(4, times), times);
    assertEquals(0, distance(neighbours(times), neighbours(drawn)), .04);
  }

  @Test
  void blocksStayWholeInEitherOrder() {
    Random random = new Random(1);
    List<Integer> panel = List.of(0, 1, 2, 3);
    List<Integer> count = List.of(4, 5, 6);
    List<List<Integer>> times =
        times(
            t -> {
              List<Integer> first = random.nextDouble() < .6 ? panel : count;
              List<Integer> all = new ArrayList<>(first);
              all.addAll(first == panel ? count : panel);
              // Now and then one of them was not measured.
              all.removeIf(code -> random.nextDouble() < .1);
              return all;
            });
    List<List<Integer>> drawn = drawn(fitted(7, times), times);
    assertEquals(0, distance(neighbours(times), neighbours(drawn)), .03);
  }

  @Test
  void whatHasOnePlaceKeepsIt() {
    Random random = new Random(1);
    List<List<Integer>> times =
        times(t -> random.nextDouble() < .6 ? List.of(0, 1, 2, 3) : List.of(0, 2, 1, 3));
    for (List<Integer> time : drawn(fitted(4, times), times)) {
      assertEquals(0, time.get(0));
      assertEquals(3, time.get(3));
    }
  }

  @Test
  void repeatsOfACodeKeepTheirOrder() {
    SourceOrder order = new SourceOrder(new int[] {0, 1}, List.of(), List.of());
    Random random = new Random(1);
    for (int t = 0; t < 100; t++) {
      List<Event> events =
          new ArrayList<>(
              List.of(
                  new Event(0, "a", 1, null),
                  new Event(0, "a", 2, null),
                  new Event(0, "a", 3, null),
                  new Event(0, "b", 4, null)));
      new Shuffle(order).put(events, new int[] {0, 0, 0, 1}, random::nextDouble);
      assertEquals(
          List.of(1.0, 2.0, 3.0),
          events.stream().filter(e -> e.code().equals("a")).map(Event::number).toList());
    }
  }
}
