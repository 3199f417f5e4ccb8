package org.pan.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.pan.model.memory.Days;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * What the memory misses of a record while a network learns from it. A record that is drawn has
 * gaps that no real one has: a visit of a series that did not come, a panel that was passed over
 * once. A network that has seen real pasts alone takes what is missing for ended (exposure bias:
 * Ranzato et al., Sequence Level Training with Recurrent Neural Networks, 2016). So it learns from
 * pasts with such gaps as well, what comes next being that of the real record: in stretches of the
 * visits of a kind either the codes of a part of a visit are missed, or whole days. What comes for
 * the first times is not: it would then seem to come more often.
 */
final class Lapses {

  /** Share of the records that have any. */
  private static final double SHARE = .5;

  /** Share of the visits, of those that are not missed, at which a stretch begins. */
  private static final double BEGIN = .1;

  /** Share of the stretches that go on to the next visit of the kind. */
  private static final double GO_ON = .5;

  /** Share of these records of which whole days are missed. */
  private static final double DAYS = .5;

  /** How often a code has to have been seen before it is missed. */
  private static final int SEEN = 3;

  private final EncodedTimeline whole;
  private final SplittableRandom random;
  private final BitSet missed = new BitSet();

  /** How often each code has been seen so far. */
  private final int[] seen;

  private Lapses(EncodedTimeline whole, SplittableRandom random) {
    this.whole = whole;
    this.random = random;
    this.seen = new int[Arrays.stream(whole.code()).max().orElse(0) + 1];
  }

  /**
   * The events of a record that are missed, drawn at random; visits in proportion to their size.
   */
  static BitSet of(EncodedTimeline whole, SplittableRandom random) {
    Lapses lapses = new Lapses(whole, random);
    if (whole.size() > 0 && random.nextDouble() < SHARE) {
      int event = random.nextInt(whole.size());
      if (random.nextDouble() < DAYS) {
        lapses.missDays(event);
      } else {
        lapses.missParts(event);
      }
    }
    return lapses.missed;
  }

  /** Days that have the code of an event, and none for the first time. */
  private void missDays(int event) {
    int code = whole.code()[event];
    boolean missing = false;
    for (int from = 0, to; from < whole.size(); from = to) {
      int day = Days.of(whole.time()[from]);
      to = from + 1;
      while (to < whole.size() && Days.of(whole.time()[to]) == day) {
        to++;
      }
      IntStream codes = Arrays.stream(whole.code(), from, to);
      if (seen[code] >= SEEN && has(code, from, to) && codes.allMatch(c -> seen[c] > 0)) {
        missing = goesOn(missing);
        missed.set(from, to, missing);
      }
      see(from, to);
    }
  }

  /** The codes of an event and of some that follow it at its time, wherever they come. */
  private void missParts(int event) {
    BitSet codes = new BitSet();
    double length = random.nextDouble();
    int end = endOfMoment(event);
    for (int i = event; i < end && (i == event || random.nextDouble() < length); i++) {
      codes.set(whole.code()[i]);
    }
    boolean missing = false;
    for (int from = 0, to; from < whole.size(); from = to) {
      to = endOfMoment(from);
      BitSet part = new BitSet();
      for (int i = from; i < to; i++) {
        part.set(i, codes.get(whole.code()[i]) && seen[whole.code()[i]] >= SEEN);
      }
      if (!part.isEmpty()) {
        missing = goesOn(missing);
        if (missing) {
          missed.or(part);
        }
      }
      see(from, to);
    }
  }

  private boolean goesOn(boolean missing) {
    return random.nextDouble() < (missing ? GO_ON : BEGIN);
  }

  private boolean has(int code, int from, int to) {
    return Arrays.stream(whole.code(), from, to).anyMatch(c -> c == code);
  }

  private void see(int from, int to) {
    for (int i = from; i < to; i++) {
      seen[whole.code()[i]] += missed.get(i) ? 0 : 1;
    }
  }

  private int endOfMoment(int event) {
    int end = event + 1;
    while (end < whole.size() && whole.time()[end] == whole.time()[event]) {
      end++;
    }
    return end;
  }
}
