package org.pan.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.pan.model.memory.Days;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * What the memory misses of a record while a network learns from it. A record that is drawn has
 * gaps that no real one has: a visit of a series that did not come, a panel that was passed over
 * once. A network that has seen real pasts alone takes what is missing for ended (exposure bias:
 * Ranzato et al., Sequence Level Training with Recurrent Neural Networks, 2016). So it learns from
 * pasts with such gaps as well, what comes next being that of the real record: in stretches of the
 * visits of a kind either the codes of a part of a visit are missed, or whole days.
 */
final class Lapses {

  /** Share of the records that have any. */
  private static final double SHARE = .5;

  /** Share of the visits, of those that are not missed, at which a stretch begins. */
  private static final double BEGIN = .05;

  /** Share of the stretches that go on to the next visit of the kind. */
  private static final double GO_ON = .5;

  /** Share of these records of which whole days are missed. */
  private static final double DAYS = .3;

  private final EncodedTimeline whole;
  private final SplittableRandom random;
  private final BitSet missed = new BitSet();

  private Lapses(EncodedTimeline whole, SplittableRandom random) {
    this.whole = whole;
    this.random = random;
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

  /** Days that have the code of an event. */
  private void missDays(int event) {
    int code = whole.code()[event];
    boolean missing = false;
    for (int from = 0, to; from < whole.size(); from = to) {
      int day = Days.of(whole.time()[from]);
      to = from + 1;
      while (to < whole.size() && Days.of(whole.time()[to]) == day) {
        to++;
      }
      if (Arrays.stream(whole.code(), from, to).anyMatch(c -> c == code)) {
        missing = goesOn(missing);
        missed.set(from, to, missing);
      }
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
        part.set(i, codes.get(whole.code()[i]));
      }
      if (!part.isEmpty()) {
        missing = goesOn(missing);
        if (missing) {
          missed.or(part);
        }
      }
    }
  }

  private boolean goesOn(boolean missing) {
    return random.nextDouble() < (missing ? GO_ON : BEGIN);
  }

  private int endOfMoment(int event) {
    int end = event + 1;
    while (end < whole.size() && whole.time()[end] == whole.time()[event]) {
      end++;
    }
    return end;
  }
}
