package org.pan.model.heads;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Factors on the rates of the landing hazard with which they expect as many events after each gap
 * and on each weekday as came: the most likely ones, by iterative proportional scaling, where
 * {@value #PRIOR} events speak for a factor of one. Rates learnt under dropout are right on average
 * over its noise, and too low without it, as the exponential is convex.
 *
 * <p>With r the rate of a day, log p = log(1 - exp(-r)) - sum of the rates of the days passed over,
 * whose derivative by the log of a factor is r / (exp(r) - 1) for the day of the event, less the
 * rates passed over.
 */
final class LandingScale {

  private static final double PRIOR = 20;
  private static final int MOST_ROUNDS = 50;

  /** A round that changes no logarithm by more than this is the last. */
  private static final double SETTLED = 1e-3;

  private static final int CLASSES = GapClasses.COUNT;
  private static final int WEEKDAYS = LandingHazard.WEEKDAYS;

  /** Rates passed over by gap class and place of the weekday. */
  private final double[][] passed = new double[CLASSES][WEEKDAYS];

  private final double[] classes = new double[CLASSES];
  private final double[] weekdays = new double[WEEKDAYS];

  /** Of each event its gap class, the place of its weekday, the rate scaled and that beside it. */
  private int[] landedClass = new int[1024];

  private int[] landedWeekday = new int[1024];
  private double[] landedRate = new double[1024];
  private double[] landedBeside = new double[1024];
  private int landed;

  /** A day passed over. */
  void pass(int gapClass, int weekday, double rate) {
    passed[gapClass][weekday] += rate;
  }

  /**
   * A day landed on.
   *
   * @param rate that is scaled
   * @param beside rate of the same day that is not
   */
  void land(int gapClass, int weekday, double rate, double beside) {
    if (landed == landedClass.length) {
      landedClass = Arrays.copyOf(landedClass, 2 * landed);
      landedWeekday = Arrays.copyOf(landedWeekday, 2 * landed);
      landedRate = Arrays.copyOf(landedRate, 2 * landed);
      landedBeside = Arrays.copyOf(landedBeside, 2 * landed);
    }
    landedClass[landed] = gapClass;
    landedWeekday[landed] = weekday;
    landedRate[landed] = rate;
    landedBeside[landed++] = beside;
  }

  /** Finds the factors. */
  LandingScale fit() {
    double change = 1;
    for (int round = 0; round < MOST_ROUNDS && change > SETTLED; round++) {
      change = Math.max(scale(classes, true), scale(weekdays, false));
    }
    return this;
  }

  /** One round of one set of factors; gives the largest change of a logarithm. */
  private double scale(double[] logs, boolean byClass) {
    double[] came = new double[logs.length];
    double[] expected = new double[logs.length];
    for (int e = 0; e < landed; e++) {
      double rate = landedRate[e] * factor(landedClass[e], landedWeekday[e]);
      double weight = rate / Math.expm1(rate + landedBeside[e]);
      came[byClass ? landedClass[e] : landedWeekday[e]] += rate > 0 ? weight : 0;
    }
    for (int c = 0; c < CLASSES; c++) {
      for (int w = 0; w < WEEKDAYS; w++) {
        expected[byClass ? c : w] += passed[c][w] * factor(c, w);
      }
    }
    double change = 0;
    for (int k = 0; k < logs.length; k++) {
      double step = Math.log((came[k] + PRIOR) / (expected[k] + PRIOR * Math.exp(logs[k])));
      logs[k] += step;
      change = Math.max(change, Math.abs(step));
    }
    return change;
  }

  private double factor(int gapClass, int weekday) {
    return Math.exp(classes[gapClass] + weekdays[weekday]);
  }

  /** The logarithms of the factors, gap classes first. */
  double[] logs() {
    return DoubleStream.concat(Arrays.stream(classes), Arrays.stream(weekdays)).toArray();
  }
}
