package org.pan.sequences.testing;

import java.util.Arrays;

/**
 * What the days seen so far say of a patient's frailty and weekly pattern, and so of the next day:
 * Bayes's rule over a grid of frailties times the patterns. Days are those of {@link VisitRates}.
 *
 * <p>A day without a visit has probability {@code q exp(-f r)} with frailty f, rate r and the
 * probability q that no revisit is due on it; each visit makes a revisit due on two later days
 * independently, so q is known.
 */
final class VisitFilter {

  private static final int FRAILTIES = 61;

  private final ClinicSettings.Rate settings;
  private final VisitRates rates;
  private final Group group;
  private final double[] frailties;
  private final double[] weights;
  private final double[] spontaneous;
  private final boolean[] visited;
  private int nextDay;

  VisitFilter(ClinicSettings.Rate settings, VisitRates rates, Group group, int firstDay) {
    this.settings = settings;
    this.rates = rates;
    this.group = group;
    this.nextDay = firstDay;
    this.visited = new boolean[rates.days()];
    GaussianGrid grid = GaussianGrid.of(settings.frailtySd(), FRAILTIES);
    this.frailties = frailties(settings, grid);
    this.weights = new double[rates.patterns() * frailties.length];
    this.spontaneous = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = grid.weights()[i % frailties.length] / rates.patterns();
    }
  }

  static double frailty(ClinicSettings.Rate settings, double standardNormal) {
    double sd = settings.frailtySd();
    return Math.exp(sd * standardNormal - sd * sd / 2);
  }

  private static double[] frailties(ClinicSettings.Rate settings, GaussianGrid grid) {
    return Arrays.stream(grid.points()).map(z -> frailty(settings, z)).toArray();
  }

  /** The mean probability of a spontaneous visit on a day of a patient of whom nothing is known. */
  double meanVisits(int day) {
    double mean = 0;
    for (int pattern = 0, i = 0; pattern < rates.patterns(); pattern++) {
      double rate = rates.rate(group, pattern, day);
      for (double frailty : frailties) {
        mean -= weights[i++] * Math.expm1(-frailty * rate);
      }
    }
    return mean;
  }

  /** Goes past the days up to this one, on which nothing happened; their log probability. */
  double passUntil(int day) {
    if (day < nextDay) {
      return Double.NEGATIVE_INFINITY;
    }
    double logNothingDue = 0;
    if (settings.hasRevisits()) {
      for (int passed = nextDay; passed < day; passed++) {
        logNothingDue += Math.log(nothingDue(passed));
      }
    }
    double sum = 0;
    for (int pattern = 0, i = 0; pattern < rates.patterns(); pattern++) {
      double passedRate = rates.sum(group, pattern, nextDay, day);
      for (double frailty : frailties) {
        weights[i] *= Math.exp(-frailty * passedRate);
        sum += weights[i++];
      }
    }
    nextDay = day;
    return normalise(sum) + logNothingDue;
  }

  /** The probability that no revisit is due on a day. */
  private double nothingDue(int day) {
    return (day >= 7 && visited[day - 7] ? 1 - settings.revisitAfterWeek() : 1)
        * (day >= 28 && visited[day - 28] ? 1 - settings.revisitAfterFourWeeks() : 1);
  }

  /** The log probability that there is a visit on the next day; {@link #visit} comes after. */
  double visitProbability() {
    double q = nothingDue(nextDay);
    double sum = 0;
    for (int pattern = 0, i = 0; pattern < rates.patterns(); pattern++) {
      double rate = rates.rate(group, pattern, nextDay);
      for (double frailty : frailties) {
        spontaneous[i] = -Math.expm1(-frailty * rate);
        sum += weights[i] * (1 - q + q * spontaneous[i++]);
      }
    }
    return Math.log(sum);
  }

  /**
   * Goes past the next day, on which there is a visit.
   *
   * @param ifSpontaneous probability of its time of day if it is spontaneous
   * @param ifDue the same if it was due; one that is both comes when it is due
   * @return the log probability of the visit and its time of day
   */
  double visit(double ifSpontaneous, double ifDue) {
    double q = nothingDue(nextDay);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= (1 - q) * ifDue + q * spontaneous[i] * ifSpontaneous;
      sum += weights[i];
    }
    visited[nextDay++] = true;
    return normalise(sum);
  }

  private double normalise(double sum) {
    if (sum > 0) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= sum;
      }
    }
    return Math.log(sum);
  }
}
