package org.pan.model.testing;

import java.util.ArrayList;
import java.util.List;
import org.pan.model.Pan;
import org.pan.model.memory.Memory;
import org.pan.model.memory.Subject;
import org.pan.sequences.encoding.NumberCoding;

/**
 * Which minutes of a day an event can show, by looking at each of them. An end of observation at
 * midnight stands for its whole day.
 */
public final class OpenMinutes {

  private static final long MINUTE = 60_000_000L;

  private OpenMinutes() {}

  /** Times after the last event, within the observation, that the coding or a repetition shows. */
  public static List<Long> of(Pan pan, Memory memory, int day) {
    if (!pan.spec().layout().timed()) {
      boolean later = !memory.any() || day * MixedWorld.DAY > memory.now();
      return later ? List.of(day * MixedWorld.DAY) : List.of();
    }
    List<Long> times = new ArrayList<>();
    for (int minute = 0; minute < 1440; minute++) {
      long time = day * MixedWorld.DAY + minute * MINUTE;
      boolean later = !memory.any() || time > memory.now();
      boolean repeats =
          memory.any()
              && day > Math.floorDiv(memory.now(), MixedWorld.DAY)
              && Math.floorMod(memory.now(), MixedWorld.DAY) == minute * MINUTE;
      NumberCoding delays = pan.encoding().delays();
      boolean same = memory.any() && day == Math.floorDiv(memory.now(), MixedWorld.DAY);
      boolean shown =
          (same && delays != null)
              ? isShown(delays, (time - memory.now()) / 1e6)
              : isShown(pan.encoding().timeOfDay(), minute * 60.0);
      if (later && isObserved(memory.subject(), time) && (repeats || shown)) {
        times.add(time);
      }
    }
    return times;
  }

  private static boolean isShown(NumberCoding coding, double second) {
    int k = coding.classOf(second);
    return second >= coding.low()
        && second <= coding.high()
        && (!coding.atom(k) || coding.value(k, .5) == second);
  }

  private static boolean isObserved(Subject subject, long time) {
    boolean dated = subject.endKnown() && Math.floorMod(subject.end(), MixedWorld.DAY) == 0;
    long end = dated ? subject.end() + MixedWorld.DAY - 1 : subject.end();
    return !(subject.endKnown() && time > end) && !(subject.startKnown() && time < subject.start());
  }
}
