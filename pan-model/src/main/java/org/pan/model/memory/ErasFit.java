package org.pan.model.memory;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Finds the eras of records: by binary segmentation of the share of subjects under observation who
 * have an event in a week, splitting where the Poisson deviance falls most, as long as it falls
 * enough and the rates on both sides differ enough (Scott and Knott, 1974; here with Poisson
 * counts).
 */
public final class ErasFit {

  private static final int MOST = 12;
  private static final int FEWEST_WEEKS = 13;
  private static final double LEAST_RATIO = 1.5;

  /** Log-likelihood that a split must gain: changes no chance brings about. */
  private static final double LEAST_GAIN = 50;

  private final int firstDay;
  private final double[] visits;
  private final double[] observed;

  private ErasFit(int firstDay, int weeks) {
    this.firstDay = firstDay;
    this.visits = new double[weeks + 1];
    this.observed = new double[weeks + 1];
  }

  /**
   * @param firstDay first day of any record
   * @param lastDay last day of any record
   */
  public static Eras fit(List<EncodedTimeline> timelines, int firstDay, int lastDay) {
    ErasFit fit = new ErasFit(firstDay, (lastDay - firstDay) / 7 + 1);
    timelines.forEach(fit::count);
    for (int w = 1; w < fit.visits.length; w++) {
      fit.observed[w] += fit.observed[w - 1];
    }
    for (int w = 1; w < fit.visits.length; w++) {
      fit.observed[w] += fit.observed[w - 1];
      fit.visits[w] += fit.visits[w - 1];
    }
    SortedSet<Integer> cuts = new TreeSet<>();
    fit.split(cuts);
    return new Eras(cuts.stream().mapToInt(w -> firstDay + 7 * w).toArray());
  }

  /**
   * A record counts between the week of its first event and that of its last: those two have an
   * event for certain.
   */
  private void count(EncodedTimeline t) {
    if (t.size() == 0) {
      return;
    }
    int first = week(Days.of(t.time()[0]));
    int last = week(Days.of(t.time()[t.size() - 1]));
    int previous = first;
    for (long time : t.time()) {
      int week = week(Days.of(time));
      visits[week] += week == previous || week == last ? 0 : 1;
      previous = week;
    }
    if (first < last) {
      observed[first + 1]++;
      observed[last]--;
    }
  }

  /** From 1, so that what is summed up begins with 0. */
  private int week(int day) {
    return 1 + (day - firstDay) / 7;
  }

  private void split(SortedSet<Integer> cuts) {
    while (cuts.size() + 1 < MOST) {
      Split best = Split.NONE;
      int from = 0;
      for (int to : ends(cuts)) {
        Split here = best(from, to);
        best = here.gain > best.gain ? here : best;
        from = to;
      }
      if (best.gain < LEAST_GAIN) {
        return;
      }
      cuts.add(best.week);
    }
  }

  private int[] ends(SortedSet<Integer> cuts) {
    int[] ends = new int[cuts.size() + 1];
    int k = 0;
    for (int cut : cuts) {
      ends[k++] = cut;
    }
    ends[k] = visits.length - 1;
    return ends;
  }

  private Split best(int from, int to) {
    Split best = Split.NONE;
    for (int week = from + FEWEST_WEEKS; week <= to - FEWEST_WEEKS; week++) {
      double left = rate(from, week);
      double right = rate(week, to);
      double ratio = Math.max(left, right) / Math.max(1e-12, Math.min(left, right));
      double gain = logLikelihood(from, week) + logLikelihood(week, to) - logLikelihood(from, to);
      if (ratio >= LEAST_RATIO && gain > best.gain) {
        best = new Split(week, gain);
      }
    }
    return best;
  }

  private double rate(int from, int to) {
    return (visits[to] - visits[from]) / Math.max(1e-12, observed[to] - observed[from]);
  }

  /** Poisson log-likelihood of a stretch at its own rate, up to a constant. */
  private double logLikelihood(int from, int to) {
    double n = visits[to] - visits[from];
    return n == 0 ? 0 : n * Math.log(rate(from, to));
  }

  private record Split(int week, double gain) {
    static final Split NONE = new Split(-1, 0);
  }
}
