package org.pan.sequences.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberCodingTest {

  private static final EncodingConfig CONFIG = EncodingConfig.DEFAULT;
  private static final int N = 20_000;

  /** Kinds of numbers met in records. */
  enum Data {
    NORMAL(0),
    WHOLE(1),
    MANY_WHOLE(1),
    TENTHS(0.1),
    TWENTIETHS(0.05),
    ZERO_INFLATED(0),
    SPIKES(0),
    HEAVY_TAIL(0),
    BINARY(1),
    CONSTANT(2.5);

    private final double grid;

    Data(double grid) {
      this.grid = grid;
    }

    private double draw(Random r) {
      return switch (this) {
        case NORMAL -> r.nextGaussian() * 15 + 120;
        case WHOLE -> Math.rint(r.nextGaussian() * 15 + 120);
        case MANY_WHOLE -> Math.rint(Math.exp(r.nextGaussian() * 2 + 5));
        case TENTHS -> Math.rint(r.nextGaussian() * 200 + 980) / 10;
        case TWENTIETHS -> Math.rint(Math.exp(r.nextGaussian()) * 200) / 20;
        case ZERO_INFLATED -> r.nextInt(3) == 0 ? 0 : Math.exp(r.nextGaussian());
        case SPIKES -> r.nextInt(2) == 0 ? 10 * r.nextInt(8) : r.nextDouble() * 80;
        case HEAVY_TAIL -> Math.tan(Math.PI * (r.nextDouble() - 0.5));
        case BINARY -> r.nextInt(2);
        case CONSTANT -> 7.5;
      };
    }

    double[] values(long seed) {
      Random random = new Random(seed);
      return IntStream.range(0, N).mapToDouble(i -> draw(random)).toArray();
    }

    NumberCoding coding() {
      return NumberCoding.fit(values(1), subjects(N), CONFIG);
    }
  }

  private static int[] subjects(int n) {
    return IntStream.range(0, n).map(i -> i % (n / 10)).toArray();
  }

  private static double[] sample(NumberCoding coding, int n, long seed) {
    Random random = new Random(seed);
    double[] cumulative = new double[coding.size()];
    double sum = 0;
    for (int k = 0; k < cumulative.length; k++) {
      sum += coding.probability(k);
      cumulative[k] = sum;
    }
    double total = sum;
    return IntStream.range(0, n)
        .mapToDouble(
            i -> {
              int at = Arrays.binarySearch(cumulative, random.nextDouble() * total);
              return coding.value(at < 0 ? -at - 1 : at, random.nextDouble());
            })
        .toArray();
  }

  @ParameterizedTest
  @EnumSource
  void classProbabilitiesSumToOne(Data data) {
    NumberCoding coding = data.coding();
    double sum = IntStream.range(0, coding.size()).mapToDouble(coding::probability).sum();
    assertEquals(1, sum, 1e-12);
  }

  @ParameterizedTest
  @EnumSource
  void theGridIsFound(Data data) {
    assertEquals(data.grid, data.coding().grid());
  }

  @ParameterizedTest
  @EnumSource
  void drawsStayInTheirClassAndWithinTheBounds(Data data) {
    NumberCoding coding = data.coding();
    for (int k = 0; k < coding.size(); k++) {
      for (double u : new double[] {0, 1e-12, 0.1, 0.25, 0.5, 0.9, Math.nextDown(1.0)}) {
        double x = coding.value(k, u);
        assertEquals(k, coding.classOf(x), "class " + k + " at " + u);
        assertTrue(x >= coding.low() && x <= coding.high());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void drawsLieOnTheGridAsDecimalsRead(Data data) {
    if (data.grid == 0) {
      return;
    }
    BigDecimal grid = BigDecimal.valueOf(data.grid);
    for (double x : sample(data.coding(), 2_000, 3)) {
      assertEquals(0, BigDecimal.valueOf(x).remainder(grid).signum(), "off the grid: " + x);
    }
  }

  @ParameterizedTest
  @EnumSource
  void drawsAreDistributedLikeTheData(Data data) {
    double[] real = data.values(2);
    double[] drawn = sample(data.coding(), N, 4);
    // The 0.1 % point of the two-sample statistic, and what pulling in the extremes may move.
    double bound = 1.95 * Math.sqrt(2.0 / N) + 0.002;
    assertTrue(
        new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(real, drawn) < bound, data.name());
  }

  @ParameterizedTest
  @EnumSource
  void probabilityInsideEveryBinIsOne(Data data) {
    NumberCoding coding = data.coding();
    Map<Integer, Double> mass = new HashMap<>();
    if (coding.grid() > 0) {
      BigDecimal step = BigDecimal.valueOf(coding.grid());
      BigDecimal point = BigDecimal.valueOf(coding.low());
      for (; point.doubleValue() <= coding.high(); point = point.add(step)) {
        double x = point.doubleValue();
        if (!coding.atom(coding.classOf(x))) {
          mass.merge(coding.classOf(x), Math.exp(coding.logDensityInClass(x)), Double::sum);
        }
      }
    } else {
      int steps = 4_000;
      for (int k = 0; k < coding.size(); k++) {
        if (!coding.atom(k)) {
          double from = coding.value(k, 0);
          double to = coding.value(k, 1);
          double width = (to - from) / steps;
          double sum = 0;
          for (int i = 0; i < steps; i++) {
            sum += Math.exp(coding.logDensityInClass(from + (i + 0.5) * width)) * width;
          }
          mass.put(k, sum);
        }
      }
    }
    mass.forEach((k, sum) -> assertEquals(1, sum, coding.grid() > 0 ? 1e-9 : 0.01, "class " + k));
  }

  @Test
  void drawsFromABinFollowItsProbabilities() {
    NumberCoding coding = Data.MANY_WHOLE.coding();
    Random random = new Random(5);
    int tested = 0;
    for (int k = 0; k < coding.size(); k++) {
      double first = coding.value(k, 0);
      int points = (int) (coding.value(k, Math.nextDown(1.0)) - first) + 1;
      if (coding.atom(k) || points > 30) {
        continue;
      }
      long[] seen = new long[points];
      for (int i = 0; i < 5_000; i++) {
        seen[(int) (coding.value(k, random.nextDouble()) - first)]++;
      }
      double[] expected =
          IntStream.range(0, points)
              .mapToDouble(i -> Math.exp(coding.logDensityInClass(first + i)))
              .toArray();
      assertTrue(new ChiSquareTest().chiSquareTest(expected, seen) > 1e-4, "class " + k);
      tested++;
    }
    assertTrue(tested > 5, "bins tested: " + tested);
  }

  @ParameterizedTest
  @EnumSource
  void quantilesRiseAndStayInsideZeroAndOne(Data data) {
    NumberCoding coding = data.coding();
    double[] values = data.values(6);
    Arrays.sort(values);
    double last = 0;
    for (double x : values) {
      double q = coding.quantile(x);
      assertTrue(q >= last && q > 0 && q < 1);
      last = q;
    }
    assertTrue(coding.quantile(Double.POSITIVE_INFINITY) < 1);
  }

  @ParameterizedTest
  @EnumSource
  void theMidDistributionFunctionHasMeanOneHalf(Data data) {
    NumberCoding coding = data.coding();
    double mean = Arrays.stream(data.values(1)).map(coding::quantile).average().orElseThrow();
    assertEquals(0.5, mean, 0.002);
  }

  @Test
  void zScoresOfNormalNumbersAreStandardised() {
    NumberCoding coding = Data.NORMAL.coding();
    for (double z : new double[] {-2, -1, -0.3, 0, 0.5, 1.5, 2}) {
      assertEquals(z, coding.zScore(120 + 15 * z), 0.08);
    }
    assertTrue(Math.abs(coding.zScore(1e9)) <= 4);
  }

  @Test
  void fewDistinctValuesGetAClassEach() {
    NumberCoding coding = Data.BINARY.coding();
    assertEquals(2, coding.size());
    assertTrue(coding.atom(0) && coding.atom(1));
    assertEquals(0, coding.value(0, 0.9));
    assertEquals(1, coding.value(1, 0.1));
  }

  @Test
  void aConstantIsOneClass() {
    NumberCoding coding = Data.CONSTANT.coding();
    assertEquals(1, coding.size());
    assertEquals(7.5, coding.value(0, 0.3));
    assertEquals(0, coding.logDensityInClass(7.5));
  }

  @Test
  void aFrequentValueAmongManyIsAnAtom() {
    NumberCoding coding = Data.SPIKES.coding();
    for (int spike = 0; spike < 80; spike += 10) {
      int k = coding.classOf(spike);
      assertTrue(coding.atom(k));
      assertEquals(1.0 / 16, coding.probability(k), 0.01);
    }
    assertFalse(coding.atom(coding.classOf(35.123)));
  }

  @Test
  void binsAreFinerInTheTails() {
    NumberCoding coding = Data.NORMAL.coding();
    double middle = coding.probability(coding.size() / 2);
    assertTrue(coding.probability(0) < middle / 8);
    assertTrue(coding.probability(coding.size() - 1) < middle / 8);
  }

  @Test
  void valuesOfTooFewSubjectsNeverComeBack() {
    double[] values = Data.WHOLE.values(7);
    int[] subject = subjects(N);
    // Four subjects, one of them many times.
    for (int i = 0; i < 40; i++) {
      values[i] = 13_682 + subject[i] % 4;
      subject[i] = subject[i] % 4;
    }
    NumberCoding coding = NumberCoding.fit(values, subject, CONFIG);
    assertTrue(coding.high() < 200);
    assertEquals(coding.high(), coding.clamp(13_682));
    assertTrue(Arrays.stream(sample(coding, N, 8)).max().orElseThrow() < 200);
  }

  @Test
  void aValueOfFewSubjectsBetweenOthersCountsWithItsNeighbours() {
    double[] values = new double[1000];
    int[] subject = IntStream.range(0, 1000).toArray();
    Arrays.setAll(values, i -> i % 3);
    values[500] = 1.7; // one subject's own
    NumberCoding coding = NumberCoding.fit(values, subject, CONFIG);
    assertEquals(3, coding.size());
    assertEquals(2, coding.classOf(1.7));
    assertEquals(0, coding.logDensityInClass(1.7));
  }

  @Test
  void tooFewSubjectsGiveOneValue() {
    NumberCoding coding = NumberCoding.fit(new double[] {3, 1, 2}, new int[] {0, 1, 2}, CONFIG);
    assertEquals(1, coding.size());
    assertEquals(2, coding.low());
    assertEquals(2, coding.high());
  }

  @Test
  void everyClassHoldsEnoughSubjects() {
    double[] values = Data.HEAVY_TAIL.values(9);
    int[] subject = subjects(N);
    NumberCoding coding = NumberCoding.fit(values, subject, CONFIG);
    Map<Integer, Set<Integer>> subjects = new HashMap<>();
    for (int i = 0; i < N; i++) {
      subjects.computeIfAbsent(coding.classOf(values[i]), k -> new HashSet<>()).add(subject[i]);
    }
    assertEquals(coding.size(), subjects.size());
    subjects.values().forEach(set -> assertTrue(set.size() >= CONFIG.protectBelow()));
  }

  @Test
  void infiniteNumbersGoToTheOuterClassesAndNaNToNone() {
    NumberCoding coding = Data.NORMAL.coding();
    assertEquals(0, coding.classOf(Double.NEGATIVE_INFINITY));
    assertEquals(coding.size() - 1, coding.classOf(Double.POSITIVE_INFINITY));
    assertEquals(-1, coding.classOf(Double.NaN));
    assertTrue(Double.isNaN(coding.quantile(Double.NaN)));
    assertTrue(Double.isFinite(coding.logDensityInClass(Double.POSITIVE_INFINITY)));
    assertThrows(
        IllegalArgumentException.class,
        () -> NumberCoding.fit(new double[] {Double.NaN}, new int[] {0}, CONFIG));
  }

  @ParameterizedTest
  @EnumSource
  void drawsWithinARangeKeepToItAndItsShareIsTheirs(Data data) {
    NumberCoding coding = data.coding();
    double low = quantileOf(data, 0.337);
    double high = quantileOf(data, 0.834);
    double share = 0;
    for (int k = 0; k < coding.size(); k++) {
      double part = coding.share(k, low, high);
      share += part * coding.probability(k);
      assertEquals(1, coding.share(k, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), 1e-12);
      for (double u = 0; part > 0 && u < 1; u += 0.2499) {
        double x = coding.value(k, u, low, high);
        assertTrue(x >= low && x <= high, "drew " + x + " for " + low + ".." + high);
      }
    }
    DoubleUnaryOperator inside = x -> x >= low && x <= high ? 1 : 0;
    double real = Arrays.stream(data.values(1)).map(inside).average().orElseThrow();
    assertEquals(real, share, 0.005);
  }

  private static double quantileOf(Data data, double q) {
    double[] values = data.values(1);
    Arrays.sort(values);
    return values[(int) (q * N)];
  }

  @Test
  void gaussianQuantilesAreThoseOfTheTable() {
    double[] values = new double[1001];
    Arrays.setAll(values, i -> i);
    NumberCoding coding =
        NumberCoding.fit(values, IntStream.range(0, 1001).toArray(), CONFIG.withProtectBelow(1));
    assertEquals(
        new NormalDistribution().inverseCumulativeProbability(0.975), coding.zScore(975.5), 0.02);
  }
}
