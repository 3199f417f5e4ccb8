package org.pan.model.constraints;

import java.util.Arrays;
import org.pan.model.Rules;

/**
 * What has yet to come at the time of a subject's last event, as it comes with what came. At one
 * time codes come in canonical order: what has been passed over does not come any more, nor does
 * what it comes with.
 */
final class CompanionState {

  private static final int NONE = -1;
  private static final int NEVER = Integer.MAX_VALUE;

  /** Of times that are given nothing is released. */
  private static final double NO_LUCK = 1;

  private final Companions together;
  private final Companions kept;
  private final Companions lasting;

  /** The pairs that are kept that have come at earlier times, a bit each. */
  private final int[] had;

  /** The pairs that last that came at the last time of the code. */
  private final int[] lasts;

  /** The codes that lasted and are to end as the network says. */
  private final int[] released;

  /** A number of this time and one of the next: what ends more often than this is released. */
  private double luck;

  private double nextLuck;

  /** The codes of this time; with those that come with them; with one drawn and its own. */
  private final int[] here;

  private final int[] owed;
  private final int[] wanted;
  private int last;

  CompanionState(ConstraintMasks masks) {
    together = masks.together();
    kept = masks.kept();
    lasting = masks.lasting();
    had = new int[Rules.words(kept.size())];
    lasts = new int[Rules.words(lasting.size())];
    released = new int[masks.words()];
    here = new int[masks.words()];
    owed = new int[masks.words()];
    wanted = new int[masks.words()];
  }

  /** Begins another subject. */
  void begin() {
    Arrays.fill(here, 0);
    nextLuck = NO_LUCK;
    goOn();
    Arrays.fill(had, 0);
    Arrays.fill(lasts, 0);
    Arrays.fill(released, 0);
  }

  /** What comes next comes at another time. */
  void goOn() {
    for (int word = 0; word < here.length; word++) {
      for (int left = here[word]; left != 0; left &= left - 1) {
        remember((word << 5) + Integer.numberOfTrailingZeros(left));
      }
    }
    Arrays.fill(here, 0);
    Arrays.fill(owed, 0);
    last = NONE;
    luck = nextLuck;
    nextLuck = NO_LUCK;
  }

  private void remember(int code) {
    int[] others = kept.of(code);
    for (int i = 0; i < others.length; i++) {
      if (isIn(here, others[i])) {
        Rules.forbid(had, 0, kept.pairs(code)[i]);
      }
    }
    others = lasting.of(code);
    for (int i = 0; i < others.length; i++) {
      rememberLast(others[i], lasting.pairs(code)[i]);
    }
  }

  private void rememberLast(int code, int pair) {
    if (!isIn(here, code)) {
      Rules.allow(lasts, 0, pair);
      Rules.allow(released, 0, code);
    } else if (!isIn(lasts, pair)) {
      Rules.forbid(lasts, 0, pair);
    } else if (lasting.rate(pair) > luck) {
      Rules.forbid(released, 0, code);
    }
  }

  /** Takes note of an event. */
  void observe(int code) {
    last = Math.max(last, code);
    Rules.forbid(here, 0, code);
    addCompanions(code, false, owed);
  }

  /** Adds a code, those that come with it, and those that come with them. */
  private void addCompanions(int code, boolean later, int[] bits) {
    if (isIn(bits, code)) {
      return;
    }
    Rules.forbid(bits, 0, code);
    for (int other : together.of(code)) {
      addCompanions(other, later, bits);
    }
    int[] others = kept.of(code);
    for (int i = 0; i < others.length; i++) {
      boolean now = later && isIn(here, code) && isIn(here, others[i]);
      if (now || isIn(had, kept.pairs(code)[i])) {
        addCompanions(others[i], later, bits);
      }
    }
    others = lasting.of(code);
    for (int i = 0; i < others.length; i++) {
      if (goesOn(code, others[i], lasting.pairs(code)[i], later)) {
        addCompanions(others[i], later, bits);
      }
    }
  }

  /** Whether what lasts goes on at this or at the next time of a code. */
  private boolean goesOn(int code, int other, int pair, boolean later) {
    boolean since = later && isIn(here, code);
    double least = later ? (since ? Math.min(luck, nextLuck) : nextLuck) : luck;
    boolean came = since ? isIn(here, other) : isIn(lasts, pair);
    return came && !isIn(released, other) && lasting.rate(pair) <= least;
  }

  private static boolean isIn(int[] bits, int number) {
    return Rules.forbidden(bits, 0, number);
  }

  /**
   * The code that comes where one was drawn at the time of the last event.
   *
   * @param drawn a code or, where no other comes, a negative number
   * @param none what stands for no other
   * @param bits the codes that cannot come, a bit a code
   * @param at index of the first
   */
  int firstNow(int drawn, int none, int[] bits, int at) {
    System.arraycopy(owed, 0, wanted, 0, owed.length);
    if (drawn >= 0) {
      addCompanions(drawn, false, wanted);
      if (!hasPassed()) {
        return Math.min(drawn, firstOpen(wanted, false, bits, at));
      }
    }
    int first = firstOpen(owed, false, bits, at);
    return first == NEVER ? none : first;
  }

  /** Whether one of those wanted that were not owed can come no more. */
  private boolean hasPassed() {
    for (int word = 0; word <= last >> 5; word++) {
      int before = word == last >> 5 ? (1 << (last & 31)) - 1 : -1;
      if ((wanted[word] & ~owed[word] & before) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same at a later time.
   *
   * @param uniform a number of that time, uniform in [0, 1): what ends more often ends at will
   */
  int firstLater(int drawn, int[] bits, int at, double uniform) {
    nextLuck = uniform;
    if (drawn < 0) {
      return drawn;
    }
    Arrays.fill(wanted, 0);
    addCompanions(drawn, true, wanted);
    return Math.min(drawn, firstOpen(wanted, true, bits, at));
  }

  /** The first of some codes that can come and, at the time of the last event, has not. */
  private int firstOpen(int[] codes, boolean later, int[] bits, int at) {
    for (int word = 0; word < codes.length; word++) {
      int open = codes[word] & ~bits[at + word] & (later ? -1 : ~here[word]);
      if (open != 0) {
        return (word << 5) + Integer.numberOfTrailingZeros(open);
      }
    }
    return NEVER;
  }
}
