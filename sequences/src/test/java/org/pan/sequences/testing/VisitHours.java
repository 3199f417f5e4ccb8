package org.pan.sequences.testing;

/** When in a day a visit takes place: a half-hour by group and weekday, evenly within it. */
final class VisitHours {

  static final int SLOTS = 48;
  static final int NOON = 24;

  private final double[][][] spontaneous = new double[Group.values().length][7][SLOTS];
  private final double[] morning = new double[SLOTS];

  VisitHours() {
    for (Group group : Group.values()) {
      for (int weekday = 0; weekday < 7; weekday++) {
        double[] slots = spontaneous[group.index()][weekday];
        for (int slot = 0; slot < SLOTS; slot++) {
          slots[slot] = group.hourFactor(weekday, slot / 2.0 + 0.25);
        }
        normalise(slots);
      }
    }
    // Scheduled visits: 8:00 to 11:00, most at nine.
    double[] weights = {2, 4, 4, 3, 2, 1};
    System.arraycopy(weights, 0, morning, 16, weights.length);
    normalise(morning);
  }

  static void normalise(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }

  /** Probabilities of the half-hours of a spontaneous visit. */
  double[] spontaneous(Group group, int weekday) {
    return spontaneous[group.index()][weekday];
  }

  /** Probabilities of the half-hours of a scheduled visit. */
  double[] scheduled() {
    return morning;
  }
}
