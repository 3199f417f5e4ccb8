package org.pan.sequences.encoding;

/**
 * A timeline as integers. Events stand in time order and, at one time, in canonical order
 * (ascending code id).
 *
 * @param subject the subject's id as read
 * @param statics class of each static coding of the {@link Encoding}, in its order; the observation
 *     window's codings included
 * @param staticNumbers for each static coding the number coded, in the unit of its {@link
 *     StaticCoding.Part} (a week index for a week, days for a day), pulled in at the protected
 *     extremes; NaN for categories, weekdays and missing values
 * @param start start of observation in microseconds, {@link #UNKNOWN} if not known
 * @param end end of observation in microseconds, {@link #UNKNOWN} if not known
 * @param time time of each event in microseconds
 * @param code code id of each event
 * @param number numeric value of each event, pulled in at the protected extremes; NaN where there
 *     is none
 */
public record EncodedTimeline(
    String subject,
    int[] statics,
    double[] staticNumbers,
    long start,
    long end,
    long[] time,
    int[] code,
    double[] number) {

  /** Stands for an unknown start or end of observation. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** The number of events. */
  public int size() {
    return code.length;
  }
}
