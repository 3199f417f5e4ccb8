package org.pan.model.memory;

/**
 * What is known of a subject before its first event.
 *
 * @param statics the static inputs of the network, one-hot classes and standardised numbers
 * @param start start of observation in microseconds, or {@link #UNKNOWN}
 * @param end end of observation in microseconds, or {@link #UNKNOWN}
 * @param anchors day of each declared date of the {@link MemoryLayout}, or {@link #NO_DAY}
 * @param staticClasses class of each static coding, the traits' included
 * @param levels for each series of the layout its mean score in each part of the observation, empty
 *     where not known
 */
public record Subject(
    float[] statics, long start, long end, int[] anchors, int[] staticClasses, float[][] levels) {

  public static final long UNKNOWN = Long.MIN_VALUE;
  public static final int NO_DAY = Integer.MIN_VALUE;

  /**
   * The level of a series at a moment, from straight lines between the middles of its parts; NaN
   * where not known.
   *
   * @param index of the series in the layout
   */
  double level(int index, long moment) {
    float[] parts = levels[index];
    if (parts.length == 0 || !startKnown() || !endKnown()) {
      return Double.NaN;
    }
    double share = (moment - start) / Math.max(1.0, (double) end - start);
    double place = Math.max(0, Math.min(parts.length - 1.0, share * parts.length - .5));
    int below = (int) Math.min(parts.length - 2.0, Math.floor(place));
    return parts[below] + (place - below) * (parts[below + 1] - parts[below]);
  }

  public boolean startKnown() {
    return start != UNKNOWN;
  }

  public boolean endKnown() {
    return end != UNKNOWN;
  }
}
