package org.pan.evaluation.internal.utility.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Finding;

/** Overlap, sign and significance by hand. */
class AgreementTest {

  private static Finding difference(String name, double value, double low, double high) {
    return new Finding(name, new Estimate(value, low, high), Finding.Scale.DIFFERENCE);
  }

  private static double[] agreement(List<Finding> real, List<Finding> other) {
    Estimate[] estimates = Agreement.of(real, other, 20, 1);
    return new double[] {estimates[0].value(), estimates[1].value(), estimates[2].value()};
  }

  @Test
  void overlapIsTheMeanShareOfBothIntervals() {
    // In common: 1 to 2, half of the one and a quarter of the other.
    Finding real = difference("a", 1, 0, 2);
    assertEquals((0.5 + 0.25) / 2, Agreement.overlap(real, difference("a", 3, 1, 5)), 1e-12);
    assertEquals(0, Agreement.overlap(real, difference("a", 4, 3, 5)));
    assertEquals(1, Agreement.overlap(real, real));
  }

  @Test
  void ratiosOverlapOnTheirLogarithm() {
    Finding real = new Finding("a", new Estimate(1, 0.1, 10), Finding.Scale.RATIO);
    Finding other = new Finding("a", new Estimate(10, 1, 100), Finding.Scale.RATIO);
    assertEquals(0.5, Agreement.overlap(real, other), 1e-12);
  }

  @Test
  void aFindingThatIsNotThereAgreesInNothing() {
    List<Finding> real = List.of(difference("a", 2, 1, 3), difference("b", 2, 1, 3));
    double[] half = agreement(real, List.of(difference("a", 2, 1, 3)));
    assertEquals(0.5, half[0]);
    assertEquals(0.5, half[1]);
    assertEquals(0.5, half[2]);
  }

  @Test
  void significanceNeedsTheSameSide() {
    double[] opposite =
        agreement(List.of(difference("a", 2, 1, 3)), List.of(difference("a", -2, -3, -1)));
    assertEquals(0, opposite[1]);
    assertEquals(0, opposite[2]);
    double[] neither =
        agreement(List.of(difference("a", 1, -1, 3)), List.of(difference("a", -1, -3, 1)));
    assertEquals(0, neither[1]);
    assertEquals(1, neither[2]);
  }
}
