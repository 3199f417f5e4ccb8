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

  private final Companions together;
  private final Companions kept;

  /** The pairs that have come at earlier times, a bit each. */
  private final int[] had;

  /** The codes of this time; with those that come with them; with one drawn and its own. */
  private final int[] here;

  private final int[] owed;
  private final int[] wanted;
  private int last;

  CompanionState(ConstraintMasks masks) {
    together = masks.together();
    kept = masks.kept();
    had = new int[Rules.words(kept.size())];
    here = new int[masks.words()];
    owed = new int[masks.words()];
    wanted = new int[masks.words()];
  }

  /** Begins another subject. */
  void begin() {
    Arrays.fill(here, 0);
    goOn();
    Arrays.fill(had, 0);
  }

  /** What comes next comes at another time. */
  void goOn() {
    for (int word = 0; word < here.length; word++) {
      for (int left = here[word]; left != 0; left &= left - 1) {
        addHad((word << 5) + Integer.numberOfTrailingZeros(left));
      }
    }
    Arrays.fill(here, 0);
    Arrays.fill(owed, 0);
    last = NONE;
  }

  private void addHad(int code) {
    int[] others = kept.of(code);
    for (int i = 0; i < others.length; i++) {
      if (isIn(here, others[i])) {
        Rules.forbid(had, 0, kept.pairs(code)[i]);
      }
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

  /** The same at a later time. */
  int firstLater(int drawn, int[] bits, int at) {
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
