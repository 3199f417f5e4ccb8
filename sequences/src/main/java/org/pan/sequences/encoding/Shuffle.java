package org.pan.sequences.encoding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.pan.sequences.Event;

/**
 * Puts events of one time into an order that the source might have them in; see {@link
 * SourceOrder}.
 */
final class Shuffle {

  private static final int PUT = -2;

  private final BitSet varying = new BitSet();
  private final Map<Long, Double> weights = new HashMap<>();
  private final Set<Long> fixed = new HashSet<>();

  Shuffle(SourceOrder order) {
    for (int code : order.codes()) {
      varying.set(code);
    }
    for (SourceOrder.Weight weight : order.weights()) {
      weights.put(SourceOrder.key(weight.last(), weight.next()), weight.weight());
    }
    for (SourceOrder.Pair pair : order.fixed()) {
      fixed.add(SourceOrder.key(pair.first(), pair.second()));
    }
  }

  /**
   * Puts events of one time into an order.
   *
   * @param events in canonical order of their codes; those of one code stay in theirs
   * @param ids of their codes
   * @param random numbers in [0, 1)
   */
  void put(List<Event> events, int[] ids, DoubleSupplier random) {
    int[] places = IntStream.range(0, ids.length).filter(i -> varying.get(ids[i])).toArray();
    if (places.length < 2) {
      return;
    }
    Event[] left = Arrays.stream(places).mapToObj(events::get).toArray(Event[]::new);
    int[] code = Arrays.stream(places).map(place -> ids[place]).toArray();
    int[] before = new int[code.length];
    for (int i = 0; i < code.length; i++) {
      for (int k = 0; k < i; k++) {
        before[i] += standsBefore(code[k], code[i]) ? 1 : 0;
      }
    }
    int last = SourceOrder.BEGIN;
    for (int place : places) {
      int chosen = choose(code, before, last, random.getAsDouble());
      last = code[chosen];
      code[chosen] = PUT;
      events.set(place, left[chosen]);
      for (int i = chosen + 1; i < code.length; i++) {
        before[i] -= code[i] != PUT && standsBefore(last, code[i]) ? 1 : 0;
      }
    }
  }

  private boolean standsBefore(int first, int second) {
    return first == second || fixed.contains(SourceOrder.key(first, second));
  }

  /**
   * Which of the codes that are left comes next.
   *
   * @param before how many of them must come before each
   */
  private int choose(int[] code, int[] before, int last, double u) {
    double[] weight = new double[code.length];
    double total = 0;
    for (int i = 0; i < code.length; i++) {
      boolean may = code[i] != PUT && before[i] == 0;
      weight[i] = may ? weights.getOrDefault(SourceOrder.key(last, code[i]), 1.0) : 0;
      total += weight[i];
    }
    double rest = u * total;
    int chosen = -1;
    for (int i = 0; i < weight.length && rest >= 0; i++) {
      if (weight[i] > 0) {
        chosen = i;
        rest -= weight[i];
      }
    }
    return chosen;
  }
}
