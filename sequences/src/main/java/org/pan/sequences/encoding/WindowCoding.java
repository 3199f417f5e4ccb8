package org.pan.sequences.encoding;

import java.util.List;

/**
 * What is known of the subjects' observation windows, and which static codings hold it.
 *
 * @param known which of start and end are known
 * @param endAsLength whether the end is coded as a length in days from the start (else as a time of
 *     its own)
 * @param start indices in {@link Encoding#statics()} of the codings of the start, empty where it is
 *     not known
 * @param end indices of the codings of the end or the length, empty where it is not known
 */
public record WindowCoding(
    Known known, boolean endAsLength, List<Integer> start, List<Integer> end) {

  /** Which of start and end of observation are known. */
  public enum Known {
    NONE,
    END,
    START,
    BOTH
  }

  public WindowCoding {
    start = List.copyOf(start);
    end = List.copyOf(end);
  }
}
