package org.pan.evaluation.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.internal.Bootstrap;

/** Areas and rates against scikit-learn, by {@code src/test/python/privacy_oracle.py}. */
class RocTest {

  private static double[] roc(Roc roc) {
    return roc.of(Bootstrap.ones(roc.members()), Bootstrap.ones(roc.others()));
  }

  private static double[] tenths(Points points, int shift) {
    return IntStream.range(0, points.rows())
        .map(row -> Math.floorDiv(Math.round(1000 * points.at(row, 0)) + shift, 100))
        .asDoubleStream()
        .toArray();
  }

  @Test
  void ratesOfTiedScoresAreThoseOfScikitLearn() {
    Roc roc = new Roc(tenths(PointSets.TRAIN, 500), tenths(PointSets.HOLDOUT, 0));
    assertArrayEquals(new double[] {0.6014668712265869, 0.026622369878183835}, roc(roc), 1e-9);
  }

  @Test
  void membershipByDistanceIsThatOfScikitLearn() {
    MembershipAttack attack =
        MembershipAttack.of(PointSets.TRAIN, PointSets.HOLDOUT, PointSets.SYNTHETIC);
    assertArrayEquals(
        new double[] {0.5441330669639408, 0.10963455149501661}, roc(attack.distance()), 1e-9);
    assertArrayEquals(
        new double[] {0.5095639120981005, 0.11960132890365449}, roc(attack.domias()), 1e-9);
  }

  @Test
  void aPatientDrawnTwiceCountsTwice() {
    Roc twice = new Roc(new double[] {3, 3, 1}, new double[] {2, 2, 0});
    Roc weighted = new Roc(new double[] {3, 1}, new double[] {2, 0});
    assertArrayEquals(roc(twice), weighted.of(new int[] {2, 1}, new int[] {2, 1}), 1e-12);
  }
}
