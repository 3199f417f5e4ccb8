package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pan.model.memory.Forecast;
import org.pan.model.testing.Frequencies;
import org.pan.model.testing.RandomPan;
import org.pan.sequences.encoding.NumberCoding;

/** The two ways of laying numbers on the unit interval: the pieces tile it and come back. */
@NullMarked
class ValueCodingTest {

  private static final int N = 5_000;

  /** A floor of 1e-5 a class keeps surprises finite; there are up to 150 classes. */
  private static final double FLOORS = 2e-3;

  enum Numbers {
    ATOMS,
    GRID,
    MANY_WHOLE;

    double draw(SplittableRandom random) {
      return switch (this) {
        case ATOMS -> random.nextInt(7);
        case GRID -> Math.rint(370 + 12 * random.nextGaussian()) / 10;
        case MANY_WHOLE -> Math.rint(Math.exp(5 + random.nextGaussian()));
      };
    }
  }

  private static NumberCoding coding(Numbers numbers) {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = IntStream.range(0, N).mapToDouble(i -> numbers.draw(random)).toArray();
    return NumberCoding.fit(values, IntStream.range(0, N).toArray(), RandomPan.COARSE);
  }

  private static ResidualCoding residual(NumberCoding coding) {
    SplittableRandom random = new SplittableRandom(4);
    double[] errors = IntStream.range(0, N).mapToDouble(i -> random.nextGaussian()).toArray();
    return new ResidualCoding(new NumberScale(coding), ResidualCoding.quantilesOf(errors, 401));
  }

  /** Every number that a coding with atoms or a grid can show. */
  private static List<Double> shown(NumberCoding coding) {
    TreeSet<Double> all = new TreeSet<>();
    for (double n = Math.rint(coding.low() / coding.grid());
        n <= Math.rint(coding.high() / coding.grid());
        n++) {
      all.add(
          coding.shown(coding.grid() < 1 ? n / Math.rint(1 / coding.grid()) : n * coding.grid()));
    }
    return new ArrayList<>(all);
  }

  private static double probability(ValueCoding coding, double number, Forecast forecast) {
    float[] interval = new float[2];
    double logShare = coding.interval(number, forecast, interval, 0);
    return (interval[1] - interval[0]) * Math.exp(logShare);
  }

  @ParameterizedTest
  @EnumSource(Numbers.class)
  void binsTileTheUnitInterval(Numbers numbers) {
    NumberCoding coding = coding(numbers);
    BinCoding bins = new BinCoding(new NumberScale(coding));
    double sum = shown(coding).stream().mapToDouble(x -> probability(bins, x, Forecast.NONE)).sum();
    assertEquals(1, sum, 1e-5);
  }

  @ParameterizedTest
  @EnumSource(Numbers.class)
  void residualsTileTheUnitIntervalButForTheFloors(Numbers numbers) {
    NumberCoding coding = coding(numbers);
    ResidualCoding residual = residual(coding);
    for (double centre = -3; centre <= 3; centre += 1.5) {
      for (double scale : new double[] {.02, .3, 1, 3}) {
        Forecast forecast = new Forecast(centre, scale);
        double sum =
            shown(coding).stream().mapToDouble(x -> probability(residual, x, forecast)).sum();
        assertTrue(sum > 1 - 1e-5 && sum < 1 + FLOORS, () -> forecast + " gives " + sum);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Numbers.class)
  void numbersComeBackFromTheirPieces(Numbers numbers) {
    NumberCoding coding = coding(numbers);
    for (ValueCoding way : List.of(new BinCoding(new NumberScale(coding)), residual(coding))) {
      Forecast forecast = new Forecast(.4, .7);
      List<Double> shown = shown(coding);
      TreeMap<Double, Integer> places = new TreeMap<>();
      shown.forEach(x -> places.put(x, places.size()));
      double[] p = shown.stream().mapToDouble(x -> probability(way, x, forecast)).toArray();
      long[] counts = new long[p.length];
      SplittableRandom random = new SplittableRandom(5);
      for (int n = 0; n < 100_000; n++) {
        Integer place = places.get(way.valueAt(random.nextDouble(), forecast));
        counts[java.util.Objects.requireNonNull(place, "a number that is not shown")]++;
      }
      assertTrue(Frequencies.pValue(p, counts) > 1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource(Numbers.class)
  void aPieceBeginsWhereItsNumberBegins(Numbers numbers) {
    NumberCoding coding = coding(numbers);
    Forecast forecast = new Forecast(-.3, .8);
    for (ValueCoding way : List.of(new BinCoding(new NumberScale(coding)), residual(coding))) {
      for (double x : shown(coding)) {
        float[] own = new float[2];
        way.ownInterval(x, forecast, own, 0);
        if (own[1] - own[0] > 1e-5) {
          assertEquals(x, way.valueAt((own[0] + own[1]) / 2, forecast));
          assertEquals(x, way.valueAt(own[0] + 1e-6, forecast));
          assertEquals(x, way.valueAt(own[1] - 1e-6, forecast));
        }
      }
    }
  }

  @Test
  void continuousDensitiesAreSlopesOfTheDistribution() {
    SplittableRandom random = new SplittableRandom(6);
    double[] values = IntStream.range(0, N).mapToDouble(i -> random.nextGaussian()).toArray();
    NumberCoding coding =
        NumberCoding.fit(values, IntStream.range(0, N).toArray(), RandomPan.COARSE);
    Forecast forecast = new Forecast(.2, .9);
    for (ValueCoding way : List.of(new BinCoding(new NumberScale(coding)), residual(coding))) {
      for (double u = .0205; u < 1; u += .06) {
        double step = 1e-5;
        double slope =
            2 * step / (way.valueAt(u + step, forecast) - way.valueAt(u - step, forecast));
        double density = probability(way, way.valueAt(u, forecast), forecast);
        assertEquals(1, density / slope, .02, "at quantile " + u);
      }
    }
  }
}
