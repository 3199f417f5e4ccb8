package org.pan.model;

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
      boolean days = random.nextDouble() < DAYS;
      BitSet codes = new BitSet();
      codes.set(whole.code()[event]);
      if (!days) {
        lapses.addFollowers(event, codes);
      }
      lapses.miss(codes, days);
    }
    return lapses.missed;
  }

  /** Some codes that follow an event at its time. */
  private void addFollowers(int event, BitSet codes) {
    double length = random.nextDouble();
    int end = end(event, false);
    for (int i = event + 1; i < end && random.nextDouble() < length; i++) {
      codes.set(whole.code()[i]);
    }
  }

  /**
   * Misses stretches of the visits that have any of some codes.
   *
   * @param days whether whole days, else the codes alone
   */
  private void miss(BitSet codes, boolean days) {
    boolean missing = false;
    for (int from = 0, to; from < whole.size(); from = to) {
      to = end(from, days);
      BitSet having = new BitSet();
      for (int i = from; i < to; i++) {
        having.set(i, codes.get(whole.code()[i]));
      }
      if (having.isEmpty()) {
        continue;
      }
      missing = goesOn(missing);
      if (missing && days) {
        missed.set(from, to);
      } else if (missing) {
        missed.or(having);
      }
    }
  }

  private boolean goesOn(boolean missing) {
    return random.nextDouble() < (missing ? GO_ON : BEGIN);
  }

  /** Where the day of an event ends, or its time. */
  private int end(int event, boolean day) {
    long time = whole.time()[event];
    int end = event + 1;
    while (end < whole.size()
        && (day ? Days.of(whole.time()[end]) == Days.of(time) : whole.time()[end] == time)) {
      end++;
    }
    return end;
  }
}
