package org.pan.sampling.known;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.pan.sequences.Timeline;

/** Whether a figure is distributed alike over two sets of timelines. */
final class Alike {

  private Alike() {}

  /** Kolmogorov and Smirnov's distance, within what chance exceeds once in 10,000. */
  static void assertAlike(
      String what, ToDoubleFunction<Timeline> figure, List<Timeline> a, List<Timeline> b) {
    double limit = 2.23 * Math.sqrt(1.0 / a.size() + 1.0 / b.size());
    double distance =
        PatientFacts.distance(
            a.stream().map(figure::applyAsDouble).toList(),
            b.stream().map(figure::applyAsDouble).toList());
    assertTrue(distance < limit, what + ": " + distance + " but chance gives " + limit);
  }
}
