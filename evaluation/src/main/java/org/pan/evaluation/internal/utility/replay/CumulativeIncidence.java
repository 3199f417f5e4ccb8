package org.pan.evaluation.internal.utility.replay;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The share to whom an event came by a time, where another may have come first (Aalen and Johansen
 * 1978).
 *
 * @param order patients by time
 * @param times of what came first, or of the end of follow-up
 * @param kinds 1 for the event, 2 for the other, 0 for neither
 */
record CumulativeIncidence(int[] order, double[] times, int[] kinds) {

  static CumulativeIncidence of(double[] times, int[] kinds) {
    int[] order =
        IntStream.range(0, times.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> times[i]))
            .mapToInt(i -> i)
            .toArray();
    return new CumulativeIncidence(order, times, kinds);
  }

  /** The share by that time, each patient counted so many times. */
  double by(double horizon, int[] weights) {
    double atRisk = IntStream.of(weights).sum();
    double free = 1;
    double incidence = 0;
    for (int from = 0; from < order.length && times[order[from]] <= horizon; ) {
      double[] here = new double[3];
      int to = from;
      for (; to < order.length && times[order[to]] == times[order[from]]; to++) {
        here[kinds[order[to]]] += weights[order[to]];
      }
      if (atRisk > 0) {
        incidence += free * here[1] / atRisk;
        free *= 1 - (here[1] + here[2]) / atRisk;
      }
      atRisk -= here[0] + here[1] + here[2];
      from = to;
    }
    return incidence;
  }
}
