package org.pan.model.memory;

import java.util.Arrays;

/**
 * How often and how regularly a subject has come so far: counts and rates since the window's start,
 * decayed rates, the last gaps, the share of gaps in whole weeks, the favourite weekdays, the usual
 * time of day.
 */
final class Rhythm {

  private static final int GAPS = 4;
  private static final double VISIT_DECAY = 0.8;

  /** Gaps, in days, that end an episode: of daily visits, of weekly ones, of monthly ones. */
  private static final int[] BREAKS = {1, 7, 31};

  private final MemoryLayout layout;
  private final Intensity intensity;
  private final double[] rates;
  private final double[] logGaps = new double[GAPS];
  private final double[] weekdays = new double[7];
  private final int[] weekdayCounts = new int[7];
  private int events;
  private int visits;
  private int visitsToday;
  private double meanLogGap;
  private double wholeWeeks;
  private int gaps;
  private int lastGap;
  private int sameGaps;
  private final long[] episodeStart = new long[BREAKS.length];
  private final int[] episodeDays = new int[BREAKS.length];
  private double sinTime;
  private double cosTime;
  private long firstTime;
  private long lastTime;
  private boolean any;
  private double prior;

  Rhythm(MemoryLayout layout, Intensity intensity) {
    this.intensity = intensity;
    this.layout = layout;
    this.rates = new double[layout.halfLifeDays().length];
  }

  int size() {
    return 5
        + rates.length
        + GAPS
        + 3
        + 2 * BREAKS.length
        + 1
        + 14
        + (layout.calendar() ? 7 : 0)
        + 2
        + (layout.timed() ? 5 : 0);
  }

  /** What is expected is that of another subject from now on. */
  void change(Subject subject) {
    prior = intensity.prior(subject.statics());
  }

  void begin(Subject subject) {
    change(subject);
    Arrays.fill(rates, 0);
    Arrays.fill(logGaps, 0);
    Arrays.fill(weekdays, 0);
    Arrays.fill(weekdayCounts, 0);
    events = 0;
    visits = 0;
    visitsToday = 0;
    meanLogGap = 0;
    wholeWeeks = 0;
    gaps = 0;
    lastGap = 0;
    sameGaps = 0;
    Arrays.fill(episodeDays, 0);
    sinTime = 0;
    cosTime = 0;
    any = false;
  }

  boolean any() {
    return any;
  }

  long firstTime() {
    return firstTime;
  }

  long lastTime() {
    return lastTime;
  }

  int events() {
    return events;
  }

  int visits() {
    return visits;
  }

  /** Visits by weekday. */
  int[] weekdayCounts() {
    return weekdayCounts;
  }

  void observe(long time) {
    events++;
    if (any && time == lastTime) {
      return;
    }
    int day = Days.of(time);
    if (any) {
      double elapsed = (time - lastTime) / (double) Days.MICROS;
      for (int h = 0; h < rates.length; h++) {
        rates[h] *= Math.exp(-elapsed * Math.log(2) / layout.halfLifeDays()[h]);
      }
      int gap = day - Days.of(lastTime);
      visitsToday = gap == 0 ? visitsToday + 1 : 1;
      if (gap > 0) {
        addGap(gap);
        addToEpisodes(time, gap);
      }
    } else {
      firstTime = time;
      Arrays.fill(episodeStart, time);
      Arrays.fill(episodeDays, 1);
      visitsToday = 1;
      any = true;
    }
    visits++;
    for (int h = 0; h < rates.length; h++) {
      rates[h] += 1;
    }
    for (int w = 0; w < 7; w++) {
      weekdays[w] *= VISIT_DECAY * 0.5 + 0.5;
    }
    weekdays[Days.weekday(day)] += 1;
    weekdayCounts[Days.weekday(day)]++;
    if (layout.timed()) {
      double turn = 2 * Math.PI * Days.secondOfDay(time) / 86_400.0;
      sinTime = VISIT_DECAY * sinTime + (1 - VISIT_DECAY) * Math.sin(turn);
      cosTime = VISIT_DECAY * cosTime + (1 - VISIT_DECAY) * Math.cos(turn);
    }
    lastTime = time;
  }

  private void addGap(int gap) {
    System.arraycopy(logGaps, 0, logGaps, 1, GAPS - 1);
    logGaps[0] = Math.log(gap);
    double keep = gaps == 0 ? 0 : VISIT_DECAY;
    meanLogGap = keep * meanLogGap + (1 - keep) * logGaps[0];
    wholeWeeks = keep * wholeWeeks + (1 - keep) * (gap % 7 == 0 ? 1 : 0);
    gaps++;
  }

  private void addToEpisodes(long time, int gap) {
    sameGaps = gap == lastGap ? sameGaps + 1 : 0;
    lastGap = gap;
    for (int b = 0; b < BREAKS.length; b++) {
      if (gap > BREAKS[b]) {
        episodeStart[b] = time;
        episodeDays[b] = 0;
      }
      episodeDays[b]++;
    }
  }

  /** Log of the visits a day to be expected of a subject at a moment. */
  double logIntensity(Subject subject, long moment) {
    long origin = subject.startKnown() ? subject.start() : any ? firstTime : moment;
    double exposure = Math.max(0, (moment - origin) / (double) Days.MICROS);
    int counted = subject.startKnown() ? visits : Math.max(0, visits - 1);
    return Math.log(intensity.posterior(prior, counted, exposure));
  }

  int write(Subject subject, long moment, float[] out, int at) {
    int i = at;
    out[i++] = (float) Log.onePlus(events);
    out[i++] = (float) Log.onePlus(visits);
    out[i++] = (float) logIntensity(subject, moment);
    out[i++] = (float) Math.log((events + .5) / (visits + .5));
    out[i++] = (float) Log.onePlus(visitsToday);
    double since = any ? (moment - lastTime) / (double) Days.MICROS : 0;
    for (int h = 0; h < rates.length; h++) {
      double rate = rates[h] * Math.exp(-since * Math.log(2) / layout.halfLifeDays()[h]);
      out[i++] = (float) Math.log(rate + .02);
    }
    for (int g = 0; g < GAPS; g++) {
      out[i++] = (float) logGaps[g];
    }
    out[i++] = (float) meanLogGap;
    out[i++] = (float) wholeWeeks;
    out[i++] = Math.min(gaps, GAPS) / (float) GAPS;
    for (int b = 0; b < BREAKS.length; b++) {
      double lasted = any ? (lastTime - episodeStart[b]) / (double) Days.MICROS : 0;
      out[i++] = (float) Log.onePlus(lasted);
      out[i++] = (float) Log.onePlus(episodeDays[b]);
    }
    out[i++] = (float) Log.onePlus(sameGaps);
    double total = 1;
    for (double share : weekdays) {
      total += share;
    }
    int today = Days.weekday(Days.of(moment));
    for (int w = 0; w < 7; w++) {
      out[i++] = (float) ((weekdays[(today + w) % 7] + 1.0 / 7) / total);
    }
    for (int w = 0; w < 7; w++) {
      out[i++] = favour(weekdayCounts[(today + w) % 7]);
    }
    for (int w = 0; layout.calendar() && w < 7; w++) {
      out[i++] = favour(weekdayCounts[w]);
    }
    out[i++] = any ? 1 : 0;
    out[i++] = visits == 1 ? 1 : 0;
    if (layout.timed()) {
      double turn = any ? 2 * Math.PI * Days.secondOfDay(lastTime) / 86_400.0 : 0;
      out[i++] = (float) sinTime;
      out[i++] = (float) cosTime;
      out[i++] = (float) (any ? Math.sin(turn) : 0);
      out[i++] = (float) (any ? Math.cos(turn) : 0);
      out[i++] = (float) (any && visits > 1 ? Math.hypot(sinTime, cosTime) : 0);
    }
    return i;
  }

  /**
   * How much a weekday is favoured: the excess of its visits over an even share, in standard
   * deviations of chance.
   */
  private float favour(int count) {
    return (float) ((count - visits / 7.0) / Math.sqrt(visits * 6.0 / 49 + 1));
  }
}
