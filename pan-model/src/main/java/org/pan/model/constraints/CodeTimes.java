package org.pan.model.constraints;

import java.util.Arrays;
import org.pan.sequences.encoding.EncodedTimeline;

/** How often, when first and when last each code comes in a record. Used again for the next. */
final class CodeTimes {

  private final int[] count;
  private final long[] first;
  private final long[] last;
  private int[] seen = new int[0];

  CodeTimes(int codes) {
    count = new int[codes];
    first = new long[codes];
    last = new long[codes];
  }

  void read(EncodedTimeline t) {
    for (int code : seen) {
      count[code] = 0;
    }
    int[] found = new int[Math.min(t.size(), count.length)];
    int distinct = 0;
    for (int i = 0; i < t.size(); i++) {
      int code = t.code()[i];
      if (count[code]++ == 0) {
        first[code] = t.time()[i];
        found[distinct++] = code;
      }
      last[code] = t.time()[i];
    }
    seen = Arrays.copyOf(found, distinct);
  }

  /** The codes there are, in order of first sight. */
  int[] seen() {
    return seen;
  }

  int count(int code) {
    return count[code];
  }

  long first(int code) {
    return first[code];
  }

  long last(int code) {
    return last[code];
  }
}
