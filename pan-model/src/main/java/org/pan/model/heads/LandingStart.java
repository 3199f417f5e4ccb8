package org.pan.model.heads;

import java.util.Arrays;
import org.pan.model.Rows;
import org.pan.model.memory.Eras;

/**
 * What a sample of rows says before anything is learnt: the frequencies of the choices, rates by
 * gap class, calendar day, era and special day, and the likelihood of the frequencies alone.
 */
final class LandingStart {

  private static final int SINGLE = GapClasses.SINGLE;
  private static final int CLASSES = GapClasses.COUNT;

  private final LandingRow layout;
  private final Seasons seasons;
  private final Eras eras;
  private final DayRanges days;
  private final double[] choices = {.5, .5};
  private final double[] events = new double[CLASSES];
  private final double[] exposure = new double[CLASSES];
  private final double[] onRange;
  private final double[] rangeDays;

  /** [G][day of the seasons' table] rows that landed there, and that could have. */
  private final double[][] landed;

  private final double[][] exposed;

  /** Rate of each era over that of all. */
  private final double[] eraRatios;

  LandingStart(Rows sample, LandingRow layout, Seasons seasons, Eras eras, int groups) {
    this.layout = layout;
    this.seasons = seasons;
    this.eras = eras;
    this.days = new DayRanges(layout.dates());
    this.onRange = new double[days.count()];
    this.rangeDays = new double[days.count()];
    int span = 7 * seasons.weeks();
    this.landed = new double[groups][span];
    this.exposed = new double[groups][span + 1];
    Arrays.fill(events, .1);
    Arrays.fill(exposure, .1);
    for (int r = 0; r < sample.size(); r++) {
      count(sample, r);
    }
    for (double[] group : exposed) {
      for (int d = 1; d < group.length; d++) {
        group[d] += group[d - 1];
      }
    }
    eraRatios = eraRatios();
  }

  private void count(Rows sample, int r) {
    int outcome = layout.outcome(sample, r);
    countRanges(sample, r);
    if (outcome == DayHead.END && layout.openEnd(sample, r)) {
      choices[LandingHazard.ENDS]++;
      return;
    }
    choices[LandingHazard.GOES_ON]++;
    int today = layout.today(sample, r);
    int group = layout.group(sample, r);
    int limit = layout.limit(sample, r);
    double rate = Math.exp(layout.intensity(sample, r));
    int from = today + (layout.mayRemain(sample, r) ? 0 : 1);
    for (int day = from; day < Math.min(limit, today + SINGLE); day++) {
      exposure[day - today] += rate;
    }
    for (int c = 0; c < GapClasses.WIDES; c++) {
      long low = (long) today + GapClasses.from(c);
      long high = Math.min(limit, (long) today + GapClasses.from(c + 1));
      exposure[SINGLE + c] += rate * Math.max(0, high - low);
    }
    int last = Math.max(0, Math.min(7 * seasons.weeks(), limit - seasons.firstDay()));
    int begin = Math.max(0, Math.min(last, from - seasons.firstDay()));
    exposed[group][begin]++;
    exposed[group][last]--;
    if (outcome != DayHead.END) {
      int c = GapClasses.of(outcome - today);
      events[c]++;
      exposure[c] += rate;
      landed[group][seasons.rateIndex(0, outcome)]++;
    }
  }

  /** Half of the events on a special day count as its own. */
  private void countRanges(Rows sample, int r) {
    layout.ranges(sample, r, days);
    int today = layout.today(sample, r);
    int passed = layout.limit(sample, r) - today;
    int gap = layout.outcome(sample, r) - today;
    for (int range = 0; range < days.count(); range++) {
      rangeDays[range] += days.daysIn(range, 1, passed);
      if (layout.lands(sample, r) && gap > 0 && days.holds(range, gap)) {
        onRange[range] += .5;
        rangeDays[range]++;
      }
    }
  }

  /** Output biases that stand for the frequencies. */
  float[] bias(int outputs) {
    float[] bias = new float[outputs];
    double total = Arrays.stream(choices).sum();
    for (int c = 0; c < LandingHazard.CHOICES; c++) {
      bias[c] = (float) Math.log(choices[c] / total);
    }
    for (int c = 0; c < CLASSES; c++) {
      bias[LandingHazard.CLASSES_AT + c] = (float) Math.log(events[c] / exposure[c]);
    }
    for (int range = 0; range < onRange.length; range++) {
      bias[LandingHazard.RANGES_AT + range] =
          (float) Math.log((onRange[range] + .02) / (rangeDays[range] + 20));
    }
    for (int era = 0; eras.count() > 1 && era < eras.count(); era++) {
      bias[LandingHazard.RANGES_AT + onRange.length + era] = (float) Math.log(eraRatios[era]);
    }
    return bias;
  }

  private double[] eraRatios() {
    double[] n = new double[eras.count()];
    double[] d = new double[eras.count()];
    for (int g = 0; g < landed.length; g++) {
      for (int day = 0; day < landed[g].length; day++) {
        int era = eras.of(seasons.firstDay() + day);
        n[era] += landed[g][day];
        d[era] += exposed[g][day];
      }
    }
    double all = Math.max(1, Arrays.stream(n).sum()) / Math.max(1, Arrays.stream(d).sum());
    for (int era = 0; era < n.length; era++) {
      n[era] = (n[era] / all + 10) / (d[era] + 10);
    }
    return n;
  }

  /** Starts the seasons from what is left once the eras are accounted for. */
  void startSeasons() {
    for (double[] group : exposed) {
      for (int day = 0; day < group.length && eras.count() > 1; day++) {
        group[day] *= eraRatios[eras.of(seasons.firstDay() + day)];
      }
    }
    seasons.startFrom(landed, exposed);
  }

  /**
   * Nats a row of choice and gap class by their frequencies in the rows themselves, the day at an
   * even rate inside its class.
   */
  static double baseline(Rows rows, LandingRow layout) {
    double[] choices = {.5, .5};
    double[] classes = new double[CLASSES + 1];
    Arrays.fill(classes, .1);
    double later = .1 * (CLASSES + 1);
    double nats = 0;
    for (int r = 0; r < rows.size(); r++) {
      int outcome = layout.outcome(rows, r);
      boolean open = layout.openEnd(rows, r);
      choices[outcome == DayHead.END && open ? LandingHazard.ENDS : LandingHazard.GOES_ON]++;
      if (outcome == DayHead.END && !open) {
        classes[CLASSES]++;
        later++;
      } else if (layout.lands(rows, r)) {
        int c = GapClasses.of(outcome - layout.today(rows, r));
        classes[c]++;
        later++;
        nats += Math.log(GapClasses.width(c));
      }
    }
    double total = Arrays.stream(choices).sum();
    for (double n : choices) {
      nats -= n * Math.log(n / total);
    }
    for (double n : classes) {
      nats -= n * Math.log(n / later);
    }
    return nats / Math.max(1, rows.size());
  }
}
