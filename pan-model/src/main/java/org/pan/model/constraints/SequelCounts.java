package org.pan.model.constraints;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * What comes after codes that close a record but for a few events: at times later than the first
 * with the code.
 */
final class SequelCounts {

  /** Of a code that closes records, not more than one event in so many comes after it. */
  private static final int FEW = 20;

  private final int codes;
  private final long[] before;
  private final long[] after;
  private final int[] most;

  /** By code, how often each code comes after it; null for those that close nothing. */
  private final int[][] sequels;

  /** Of the record at hand. */
  private final boolean[] seen;

  SequelCounts(int codes) {
    this.codes = codes;
    before = new long[codes];
    after = new long[codes];
    most = new int[codes];
    sequels = new int[codes][];
    seen = new boolean[codes];
  }

  /**
   * Counts records.
   *
   * @param having how many records each code is in
   * @param least in how many it has to be
   */
  void count(List<EncodedTimeline> timelines, int[] having, int least) {
    timelines.forEach(t -> each(t, this::countEvents));
    for (int code = 0; code < codes; code++) {
      if (having[code] >= least && FEW * after[code] <= before[code]) {
        sequels[code] = new int[codes];
      }
    }
    timelines.forEach(t -> each(t, this::countSequels));
  }

  private interface Sink {
    /** A code came first at an event; those from another on are later. */
    void first(EncodedTimeline t, int code, int event, int later);
  }

  private void each(EncodedTimeline t, Sink sink) {
    for (int code : t.code()) {
      seen[code] = false;
    }
    int later = 0;
    for (int i = 0; i < t.size(); i++) {
      while (later < t.size() && t.time()[later] <= t.time()[i]) {
        later++;
      }
      if (!seen[t.code()[i]]) {
        seen[t.code()[i]] = true;
        sink.first(t, t.code()[i], i, later);
      }
    }
  }

  private void countEvents(EncodedTimeline t, int code, int event, int later) {
    before[code] += event;
    after[code] += t.size() - later;
    most[code] = Math.max(most[code], t.size() - later);
  }

  private void countSequels(EncodedTimeline t, int code, int event, int later) {
    int[] counts = sequels[code];
    for (int i = later; counts != null && i < t.size(); i++) {
      counts[t.code()[i]]++;
    }
  }

  /** Whether a code closes records. */
  boolean closes(int code) {
    return sequels[code] != null;
  }

  /** How many events came after it, over all records. */
  int after(int code) {
    return (int) Math.min(Integer.MAX_VALUE, after[code]);
  }

  /** How many came at most in a record. */
  int most(int code) {
    return most[code];
  }

  /** The codes that came after it. */
  List<Integer> sequels(int code) {
    int[] counts = sequels[code];
    return IntStream.range(0, codes).filter(c -> counts[c] > 0).boxed().toList();
  }

  /** How many of them came once alone. */
  int single(int code) {
    int[] counts = sequels[code];
    return (int) Arrays.stream(counts).filter(count -> count == 1).count();
  }
}
