package org.pan.sequences.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {

  private static double detect(double... values) {
    long[] counts = new long[values.length];
    Arrays.fill(counts, 1);
    return Grid.detect(values, counts);
  }

  private static double[] onGrid(double grid, int n) {
    Random random = new Random(1);
    return DoubleStream.generate(() -> Grid.point(grid, random.nextInt(100_000)))
        .limit(n)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.01, 0.001, 0.00001})
  void theGridOfRoundedNumbersIsFound(double grid) {
    assertEquals(grid, detect(onGrid(grid, 2_000)));
  }

  @Test
  void fewSlipsDoNotHideTheGrid() {
    double[] values = onGrid(0.1, 1_000);
    values[3] += 0.033;
    values[500] += 0.01;
    assertEquals(0.1, detect(values));
  }

  @Test
  void oneInAHundredOffTheGridHidesIt() {
    double[] values = onGrid(0.1, 1_000);
    for (int i = 0; i < 10; i++) {
      values[i] += 0.0333;
    }
    assertEquals(0.0001, detect(values));
  }

  @Test
  void numbersReadFromFloatsKeepTheirGrid() {
    double[] values = Arrays.stream(onGrid(0.1, 1_000)).map(x -> (float) x).toArray();
    assertEquals(0.1, detect(values));
  }

  @Test
  void continuousNumbersHaveNone() {
    assertEquals(0, detect(new Random(1).doubles(1_000).toArray()));
  }

  @Test
  void pointsAreTheDoublesThatTheirDecimalsRead() {
    assertEquals(0.3, Grid.point(0.1, 3));
    assertEquals(36.6, Grid.point(0.1, 366));
    assertEquals(0.15, Grid.point(0.05, 3));
    assertEquals(22.690939, Grid.point(0.000001, 22_690_939));
  }
}
