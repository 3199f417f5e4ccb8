package org.pan.evaluation.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.internal.Bootstrap;

/** Distances between points against scikit-learn, by {@code src/test/python/privacy_oracle.py}. */
class DistancesTest {

  @Test
  void figuresAreThoseOfScikitLearn() {
    int[] once = Bootstrap.ones(PointSets.TRAIN.rows());
    assertArrayEquals(
        new double[] {
          1.2983797595464903,
          0.884418677783692,
          0.5647840531561462,
          0.09966777408637874,
          0.45016611295681064,
          0.03322259136212624
        },
        Distances.of(PointSets.TRIAL).of(once, once),
        1e-6);
  }

  @Test
  void linksAreThoseOfScikitLearn() {
    int[] left = {0, 1, 2, 3};
    int[] right = {4, 5, 6};
    assertEquals(31, Linkability.links(PointSets.TRAIN, PointSets.SYNTHETIC, left, right));
    assertEquals(0, Linkability.links(PointSets.HOLDOUT, PointSets.SYNTHETIC, left, right));
  }

  @Test
  void aCopyIsAtDistanceZeroAndNamesItsOriginal() {
    Neighbours neighbours = Neighbours.of(PointSets.SYNTHETIC, PointSets.TRAIN, 1);
    for (int i = 0; i < 30; i++) {
      assertEquals(50 + i, neighbours.place(i, 0));
      assertEquals(0, neighbours.distances(0)[i]);
    }
  }

  @Test
  void aPointIsLeftOutByItsIndexAndNotByItsPlace() {
    Points twins = new Points(new float[] {1, 2, 1, 2, 9, 9}, 3, 2);
    Neighbours neighbours = Neighbours.among(twins, 1);
    assertArrayEquals(
        new int[] {1, 0, 0}, IntStream.range(0, 3).map(i -> neighbours.place(i, 0)).toArray());
    assertEquals(0, neighbours.distances(0)[0]);
  }
}
