package org.pan.sequences.testing;

import java.util.Locale;

/** The static group of a clinic's patient, on which the whole calendar depends. */
public enum Group {
  CHILD(0, 0.40, 1.0),
  ADULT(1, 0.35, 0.8),
  ELDER(2, 0.25, 1.4);

  private final int index;
  private final double share;
  private final double rateFactor;

  Group(int index, double share, double rateFactor) {
    this.index = index;
    this.share = share;
    this.rateFactor = rateFactor;
  }

  /** Its value of the static field {@code group}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The group of that label. */
  static Group of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Its place in tables by group. */
  int index() {
    return index;
  }

  /** Its share of the patients. */
  public double share() {
    return share;
  }

  /** Factor of the rate of visits. */
  double rateFactor() {
    return rateFactor;
  }

  /** Factor of the rate on a weekday (0 is Monday). */
  double weekdayFactor(int weekday) {
    double[] week =
        switch (this) {
          case CHILD -> new double[] {1.3, 1.1, 1.0, 1.0, 0.9, 0.5, 0.4};
          case ADULT -> new double[] {1.2, 1.1, 1.1, 1.0, 0.9, 0.3, 0.15};
          case ELDER -> new double[] {1.1, 1.2, 1.2, 1.1, 1.0, 0.2, 0.1};
        };
    return week[weekday];
  }

  /** Factor of the rate in a week of the year (0 begins on 1 January). */
  double seasonFactor(int week) {
    return switch (this) {
      case CHILD -> wave(0.5, week, 4) * (week >= 28 && week < 34 ? 0.6 : 1);
      case ADULT -> wave(0.15, week, 6) * (week >= 51 ? 0.7 : 1);
      case ELDER -> wave(0.3, week, 2);
    };
  }

  private static double wave(double height, int week, int peak) {
    return 1 + height * Math.cos(2 * Math.PI * (week - peak) / 52);
  }

  /** Unscaled rate of visits at an hour (may be broken) of a weekday. */
  double hourFactor(int weekday, double hour) {
    boolean weekend = weekday >= 5;
    return 0.03
        + switch (this) {
          case CHILD ->
              weekend ? bump(hour, 11, 2) : 0.5 * bump(hour, 10, 1.5) + 1.5 * bump(hour, 17.5, 1.5);
          case ADULT ->
              weekend
                  ? bump(hour, 12, 2.5)
                  : bump(hour, 8.5, 1) + bump(hour, weekday == 4 ? 14 : 17, 1.2);
          case ELDER -> weekend ? bump(hour, 10.5, 2) : bump(hour, 9 + 0.25 * weekday, 1.3);
        };
  }

  private static double bump(double hour, double centre, double width) {
    return Math.exp(-0.5 * (hour - centre) * (hour - centre) / (width * width));
  }
}
