package org.pan.evaluation.internal.calendar;

import java.util.List;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.CalendarDay;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.LevelStatistic;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.SubjectTally;
import org.pan.evaluation.internal.Vectors;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * The rhythm of revisits and its traces: the share of gaps of a day or more that end on the weekday
 * they began on, which are those of whole weeks; how many times as often a gap is of 7, 14, …, 364
 * days as of the three days to either side; and with a calendar Cohen's w of weekdays against equal
 * shares and of months against their lengths. Data whose revisits keep the week although neither
 * weekdays nor months show in them have had their dates shifted.
 */
public final class Revisits implements Measure {

  static final Definition SAME_WEEKDAY =
      Definition.level(
          "calendar.same-weekday", Family.CALENDAR, "Revisits on the same weekday, share", 0.01);
  static final Definition SEVENS =
      Definition.level(
          "calendar.whole-week-ratio",
          Family.CALENDAR,
          "Gaps of whole weeks against the days beside",
          0.1);
  static final Definition WEEKDAY_STRENGTH =
      Definition.level(
          "calendar.weekday-strength", Family.CALENDAR, "Strength of weekdays, Cohen's w", 0.03);
  static final Definition MONTH_STRENGTH =
      Definition.level(
          "calendar.month-strength", Family.CALENDAR, "Strength of months, Cohen's w", 0.03);

  private static final int YEAR = 365;
  private static final int BESIDE = 3;
  private static final int MONTHS = 7;
  private static final double[] MONTH_DAYS = {31, 28.2425, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  /** A ratio of whole weeks above this, with weekdays weaker than that, reads as date-shifted. */
  private static final double REVISITS = 1.5;

  private static final double FLAT = 0.05;

  @Override
  public List<Definition> figures() {
    return List.of(SAME_WEEKDAY, SEVENS, WEEKDAY_STRENGTH, MONTH_STRENGTH);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    sink.levels(List.of(SAME_WEEKDAY, SEVENS), Revisits::gaps);
    List<Definition> strengths = List.of(WEEKDAY_STRENGTH, MONTH_STRENGTH);
    if (!sets.hasCalendar()) {
      sink.skip(strengths, "Not all sets have a calendar.");
      return;
    }
    sink.levels(strengths, Revisits::strengths);
    noteShifted(sets.real(), sink);
    sets.synthetic().forEach(set -> noteShifted(set, sink));
  }

  private static LevelStatistic gaps(Cohort cohort) {
    SubjectTally gaps = SubjectTally.ofGaps(cohort, g -> g > 0 && g <= YEAR + BESIDE ? g : -1);
    SubjectTally sevens = SubjectTally.ofGaps(cohort, g -> g > 0 ? g % 7 == 0 ? 1 : 0 : -1);
    return weights -> {
      double[] byWeek = sevens.sum(weights);
      double share = byWeek.length < 2 ? 0 : byWeek[1] / Vectors.sum(byWeek);
      return new double[] {share, ratio(gaps.sum(weights))};
    };
  }

  private static double ratio(double[] byDays) {
    double on = 0;
    double beside = 0;
    for (int days = 7; days <= YEAR; days += 7) {
      on += at(byDays, days);
      for (int off = 1; off <= BESIDE; off++) {
        beside += at(byDays, days - off) + at(byDays, days + off);
      }
    }
    return beside == 0 ? Double.NaN : on / (beside / (2 * BESIDE));
  }

  private static double at(double[] counts, int i) {
    return i < counts.length ? counts[i] : 0;
  }

  private static LevelStatistic strengths(Cohort cohort) {
    SubjectTally tally =
        SubjectTally.ofDays(
            cohort,
            day -> new int[] {CalendarDay.weekday(day), MONTHS + CalendarDay.month(day) - 1});
    return weights -> {
      double[] counts = tally.sum(weights);
      return new double[] {
        effect(counts, 0, new double[] {1, 1, 1, 1, 1, 1, 1}), effect(counts, MONTHS, MONTH_DAYS)
      };
    };
  }

  private static double effect(double[] counts, int from, double[] expected) {
    double sum = 0;
    for (int k = 0; k < expected.length; k++) {
      sum += at(counts, from + k);
    }
    double all = Vectors.sum(expected);
    double effect = 0;
    for (int k = 0; k < expected.length; k++) {
      double share = expected[k] / all;
      effect += Math.pow(at(counts, from + k) / sum - share, 2) / share;
    }
    return Math.sqrt(effect);
  }

  private static void noteShifted(Cohort cohort, FigureSink sink) {
    int[] once = Bootstrap.ones(cohort.subjects());
    double[] strengths = strengths(cohort).of(once);
    if (gaps(cohort).of(once)[1] > REVISITS && strengths[0] < FLAT && strengths[1] < 2 * FLAT) {
      sink.note(
          WEEKDAY_STRENGTH,
          cohort.name()
              + " reads as date-shifted: its revisits keep the week, but no weekday or month shows.");
    }
  }
}
