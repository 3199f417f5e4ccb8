package org.pan.model.heads;

import org.jspecify.annotations.Nullable;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.Subject;
import org.pan.sequences.encoding.NumberCoding;

/**
 * Which times of a day are open to the next event: those after the last one and within the
 * observation. An end of observation at midnight takes in the whole of its day.
 */
public final class OpenTimes {

  /** Where the resolution is a day: there is but one time. */
  public static final OpenTimes DAILY = new OpenTimes(null, null, Days.MICROS);

  static final double DAY_SECONDS = Days.MICROS / 1e6;

  private final @Nullable NumberCoding coding;
  private final @Nullable NumberCoding delays;
  private final long resolution;
  private final double[] below;

  /**
   * @param coding of the seconds of the day, or null where there is but one time
   * @param delays coding of the seconds between two times of a day, or null where every time after
   *     the last is open
   * @param resolutionMicros least distance of two times
   */
  public OpenTimes(
      @Nullable NumberCoding coding, @Nullable NumberCoding delays, long resolutionMicros) {
    this.coding = coding;
    this.delays = delays;
    this.resolution = resolutionMicros;
    this.below = new double[coding == null ? 1 : coding.size() + 1];
    for (int k = 0; coding != null && k < coding.size(); k++) {
      below[k + 1] = below[k] + coding.probability(k);
    }
  }

  long resolution() {
    return resolution;
  }

  /** Second of the day, in steps of the resolution. */
  double second(long moment) {
    return Math.floorMod(moment, Days.MICROS) / resolution * resolution / 1e6;
  }

  /** The first second of the day that is open. */
  double from(Memory memory, int day) {
    if (memory.any()) {
      return day == Days.of(memory.now()) ? second(memory.now()) + resolution / 1e6 : 0;
    }
    boolean begins = memory.subject().startKnown() && day == Days.of(memory.subject().start());
    return begins ? second(memory.subject().start()) : 0;
  }

  /** The last second of the day that is open. */
  double until(Memory memory, int day) {
    Subject subject = memory.subject();
    boolean ends =
        subject.endKnown()
            && day == Days.of(subject.end())
            && Math.floorMod(subject.end(), Days.MICROS) != 0;
    return ends ? second(subject.end()) : DAY_SECONDS;
  }

  /** The longest delay after the last event that ends on its day and within the observation. */
  double longestDelay(Memory memory) {
    double last = DAY_SECONDS - resolution / 1e6;
    return Math.min(last, until(memory, Days.of(memory.now()))) - second(memory.now());
  }

  /** Whether some delay is short enough for the last event's day. */
  private boolean anyDelay(Memory memory) {
    return delays == null
        || (delays.low() <= longestDelay(memory) && delays.high() >= resolution / 1e6);
  }

  /** The usual share of a day's events that fall on what is open of it; 0 if nothing is. */
  double share(Memory memory, int day) {
    if (coding == null) {
      return memory.any() && day == Days.of(memory.now()) ? 0 : 1;
    }
    double from = from(memory, day);
    double until = until(memory, day);
    if (memory.any() && day == Days.of(memory.now()) && !anyDelay(memory)) {
      return 0;
    }
    if (from <= 0 && until >= DAY_SECONDS) {
      return 1;
    }
    if (from > until) {
      return 0;
    }
    int first = coding.classOf(from);
    int last = coding.classOf(until);
    if (first == last) {
      return coding.probability(first) * coding.share(first, from, until) / below[coding.size()];
    }
    double inside =
        coding.probability(first) * coding.share(first, from, DAY_SECONDS)
            + coding.probability(last) * coding.share(last, 0, until)
            + Math.max(0, below[last] - below[first + 1]);
    return inside / below[coding.size()];
  }

  /** The last day on which an event can come, {@link Subject#NO_DAY} where that is not known. */
  int lastDay(Memory memory) {
    Subject subject = memory.subject();
    if (!subject.endKnown()) {
      return Subject.NO_DAY;
    }
    int day = Days.of(subject.end());
    boolean isToday = memory.any() && day <= Days.of(memory.now());
    return isToday || share(memory, day) > 0 ? day : day - 1;
  }

  /** The day of the last event; before the first one, the last day on which it cannot come. */
  int today(Memory memory) {
    int day = Days.of(memory.now());
    return memory.any() || share(memory, day) <= 0 ? day : day - 1;
  }
}
