package org.pan.model.constraints;

import java.util.Arrays;
import org.pan.model.memory.Days;
import org.pan.sequences.encoding.EncodedTimeline;

/** On how many days each code comes, and how often at most on one. */
final class DayCounts {

  private final int[] days;
  private final int[] most;

  /** Of the record at hand: the last day with each code, and how often it came then. */
  private final int[] lastDay;

  private final int[] today;

  DayCounts(int codes) {
    days = new int[codes];
    most = new int[codes];
    lastDay = new int[codes];
    today = new int[codes];
  }

  /** Counts a record. */
  void add(EncodedTimeline t) {
    Arrays.fill(today, 0);
    for (int i = 0; i < t.size(); i++) {
      int code = t.code()[i];
      int day = Days.of(t.time()[i]);
      if (today[code] == 0 || lastDay[code] != day) {
        days[code]++;
        lastDay[code] = day;
        today[code] = 0;
      }
      most[code] = Math.max(most[code], ++today[code]);
    }
  }

  /** Days with a code, over all records. */
  int days(int code) {
    return days[code];
  }

  /** How often it came at most on a day. */
  int most(int code) {
    return most[code];
  }
}
