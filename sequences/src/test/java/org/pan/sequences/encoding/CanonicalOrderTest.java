package org.pan.sequences.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanonicalOrderTest {

  private static int[] order(int entries, List<int[]> times) {
    CanonicalOrder order = new CanonicalOrder(entries);
    times.forEach(ids -> order.add(ids, 0, ids.length));
    return order.order();
  }

  @Test
  void aChainOfPairsGivesItsOrder() {
    // 4 stands before 2 before 0 before 3 before 1; only neighbours were seen together.
    int[] order =
        order(5, List.of(new int[] {4, 2}, new int[] {2, 0}, new int[] {0, 3}, new int[] {3, 1}));
    assertArrayEquals(new int[] {4, 2, 0, 3, 1}, order);
  }

  @Test
  void entriesNeverTogetherKeepTheOrderOfTheirNames() {
    assertArrayEquals(new int[] {0, 1, 2}, order(3, List.of()));
  }

  @Test
  void theMajorityDecides() {
    int[] ab = {0, 1};
    int[] ba = {1, 0};
    assertArrayEquals(ba, order(2, List.of(ab, ba, ba)));
    assertArrayEquals(ab, order(2, List.of(ab, ab, ba)));
  }

  @Test
  void aPlantedOrderComesBackThroughNoiseAndRepeats() {
    Random random = new Random(1);
    int entries = 60;
    List<Integer> planted = IntStream.range(0, entries).boxed().collect(Collectors.toList());
    Collections.shuffle(planted, random);
    CanonicalOrder order = new CanonicalOrder(entries);
    for (int t = 0; t < 5_000; t++) {
      int[] ranks = random.ints(6, 0, entries).sorted().toArray();
      int[] ids = Arrays.stream(ranks).map(planted::get).toArray();
      if (t % 20 == 0) {
        int swap = ids[0];
        ids[0] = ids[5];
        ids[5] = swap;
      }
      order.add(ids, 0, ids.length);
    }
    assertArrayEquals(planted.stream().mapToInt(i -> i).toArray(), order.order());
  }

  @Test
  void aTimeWithManyEventsStaysCheap() {
    int[] ids = IntStream.range(0, 100_000).map(i -> i % 1_000).toArray();
    CanonicalOrder order = new CanonicalOrder(1_000);
    order.add(ids, 0, ids.length);
    int[] sorted = order.order();
    assertTrue(
        Arrays.stream(sorted)
            .sorted()
            .boxed()
            .toList()
            .equals(IntStream.range(0, 1_000).boxed().toList()));
  }
}
