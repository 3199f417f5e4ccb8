package org.pan.model.testing;

import org.pan.sequences.encoding.EncodedTimeline;

/** Encoded records that are nothing but times and codes. */
public final class Records {

  private Records() {}

  /** Without static fields, window and numbers. */
  public static EncodedTimeline of(String subject, long[] times, int[] codes) {
    return new EncodedTimeline(
        subject,
        new int[0],
        new double[0],
        EncodedTimeline.UNKNOWN,
        EncodedTimeline.UNKNOWN,
        times,
        codes,
        new double[times.length]);
  }
}
