package org.pan.sampling.known;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.Group;
import org.pan.sequences.testing.Rhythm;
import org.pan.sequences.testing.Rhythm.Axis;

/**
 * Sampled patients beside several real samples of the same size that training has not seen: each
 * distance is the mean over those samples, and chance is the mean over their pairs.
 */
final class Comparison {

  private static final double CORRELATION_LIMIT = .03;
  private static final int[] REVISITS = {7, 14, 28, 182, 364};

  private record Sample(Rhythm rhythm, PatientFacts facts) {
    static Sample of(List<Timeline> timelines) {
      return new Sample(Rhythm.of(timelines.stream(), "group"), PatientFacts.of(timelines));
    }
  }

  private final Clinic clinic;
  private final Sample drawn;
  private final List<Sample> real;
  private final double factor;
  private final List<Figure> figures = new ArrayList<>();

  private Comparison(Clinic clinic, List<Timeline> sampled, int references, double factor) {
    this.factor = factor;
    this.clinic = clinic;
    this.drawn = Sample.of(sampled);
    this.real =
        IntStream.range(0, references)
            .mapToObj(i -> Sample.of(clinic.timelines(sampled.size(), 7_000 + i).toList()))
            .toList();
  }

  /**
   * All figures of a sample beside that many real samples.
   *
   * @param factor how many times the distance of two real samples a sample may be from the real
   */
  static List<Figure> of(Clinic clinic, List<Timeline> sampled, int references, double factor) {
    Comparison comparison = new Comparison(clinic, sampled, references, factor);
    if (clinic.settings().timeMode() == TimeMode.ABSOLUTE) {
      comparison.calendar();
    } else {
      comparison.distance("gap modulo 7", rhythms(Rhythm::gapModulo7Shares));
    }
    comparison.revisits();
    comparison.patients();
    return comparison.figures;
  }

  private static ToDoubleBiFunction<Sample, Sample> rhythms(Function<Rhythm, double[]> shares) {
    return (a, b) -> Rhythm.totalVariation(shares.apply(a.rhythm), shares.apply(b.rhythm));
  }

  private void distance(String name, ToDoubleBiFunction<Sample, Sample> distance) {
    double value =
        real.stream().mapToDouble(r -> distance.applyAsDouble(drawn, r)).average().orElseThrow();
    figures.add(Figure.distance(name, value, chance(distance), factor));
  }

  /** The mean distance of two real samples. */
  private double chance(ToDoubleBiFunction<Sample, Sample> distance) {
    return meanOfPairs(real, distance);
  }

  /** The mean distance of two of several samples. */
  static <T> double meanOfPairs(List<T> samples, ToDoubleBiFunction<T, T> distance) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < samples.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += distance.applyAsDouble(samples.get(i), samples.get(j));
        pairs++;
      }
    }
    return sum / pairs;
  }

  private double truth(Function<Sample, Double> quantity) {
    return real.stream().mapToDouble(quantity::apply).average().orElseThrow();
  }

  /** A quantity that may be that far from the truth, or further where real samples are. */
  private void near(String name, Function<Sample, Double> quantity, double tolerance) {
    double chance = chance((a, b) -> Math.abs(quantity.apply(a) - quantity.apply(b)));
    double limit = Math.max(tolerance, factor * chance);
    figures.add(Figure.near(name, quantity.apply(drawn), truth(quantity), limit));
  }

  private void shown(String name, Function<Sample, Double> quantity) {
    figures.add(Figure.shown(name, quantity.apply(drawn), truth(quantity)));
  }

  private void calendar() {
    for (Axis axis : Axis.values()) {
      String name = axis.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      distance(name, rhythms(r -> r.shares(axis)));
      for (Group group : Group.values()) {
        distance(name + ", " + group.label(), rhythms(r -> r.shares(axis, group.label())));
      }
    }
    BiFunction<Sample, Integer, Double> correlation =
        (sample, lag) -> Rhythm.autocorrelation(days(sample), lag);
    for (int lag : new int[] {7, 364}) {
      near("daily counts, lag " + lag, s -> correlation.apply(s, lag), CORRELATION_LIMIT);
    }
    shown("visits a day", s -> Arrays.stream(days(s)).average().orElseThrow());
    distance("code by hour", (a, b) -> a.facts.codeByHourDistance(b.facts));
  }

  /** Counts on the days on which all patients are observed. */
  private double[] days(Sample sample) {
    int first = 16_436;
    int from = first + clinic.settings().window().startSpreadDays();
    return sample.rhythm.dailyCounts(from, first + clinic.settings().window().minDays());
  }

  private void revisits() {
    for (int lag : REVISITS) {
      near("return after " + lag + " days", s -> s.rhythm.returnRates()[lag], CORRELATION_LIMIT);
      shown("  beside its neighbours, " + lag, s -> peak(s.rhythm.returnRates(), lag));
    }
    distance("gaps", rhythms(Rhythm::gapShares));
    near("same weekday as before", s -> s.facts.sameWeekday(), CORRELATION_LIMIT);
  }

  /** The rate at a lag over the mean rate of the three days to either side. */
  private static double peak(double[] rates, int lag) {
    double sum = 0;
    for (int off = 1; off <= 3; off++) {
      sum += rates[lag - off] + rates[lag + off];
    }
    return 6 * rates[lag] / sum;
  }

  private void patients() {
    distance("events a patient (KS)", (a, b) -> a.facts.eventsDistance(b.facts));
    for (String code : real.get(0).facts.measured()) {
      distance(code + " values (KS)", (a, b) -> a.facts.valueDistance(b.facts, code));
      shown(code + " sd between patients", s -> s.facts.betweenPatients(code));
      shown(code + " sd within patients", s -> s.facts.withinPatients(code));
    }
  }
}
