package org.pan.model.constraints;

import java.util.Arrays;
import org.pan.model.Openings;
import org.pan.model.Rules;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;

/**
 * Which codes the constraints keep from one subject, brought up to date with every event. Used
 * again for the next subject.
 */
public final class ConstraintState {

  private static final long FAR = 36_525 * Days.MICROS;

  private final ConstraintMasks masks;

  /**
   * What does not come any more, what not with these static values, what not before another has,
   * what not later than now.
   */
  private final int[] ever;

  private final int[] statics;
  private final int[] locked;

  /** Of the codes that lapse those had, those of this visit and the one before, those renewed. */
  private final int[] had;

  private final int[] thisVisit;
  private final int[] lastVisit;
  private final int[] renewed;

  private final int[] later;

  /** How many events may come yet, and how many from the next time on. */
  private int left;

  private int leftLater;

  /** How often each code came on its last day, and which came as often as they do on the last. */
  private final int[] times;

  private final int[] lastDay;
  private final int[] full;
  private int dayNow;

  private final int[] spaced;
  private final boolean[] seen;
  private int spacedCount;
  private final int[] scratch;
  private final CompanionState companions;
  private long now;

  public ConstraintState(ConstraintMasks masks) {
    this.masks = masks;
    companions = new CompanionState(masks);
    ever = new int[masks.words()];
    statics = new int[masks.words()];
    locked = new int[masks.words()];
    had = new int[masks.words()];
    thisVisit = new int[masks.words()];
    lastVisit = new int[masks.words()];
    renewed = new int[masks.words()];
    later = new int[masks.words()];
    scratch = new int[masks.words()];
    times = new int[masks.codes()];
    lastDay = new int[masks.codes()];
    full = new int[masks.words()];
    spaced = new int[masks.codes()];
    seen = new boolean[masks.codes()];
  }

  /** Whether anything is constrained. */
  public boolean any() {
    return masks.any();
  }

  /**
   * Begins another subject.
   *
   * @param classes of its static codings
   */
  public void begin(int[] classes) {
    Arrays.fill(ever, 0);
    Arrays.fill(later, 0);
    masks.setLocked(locked);
    Arrays.fill(had, 0);
    Arrays.fill(thisVisit, 0);
    Arrays.fill(lastVisit, 0);
    Arrays.fill(renewed, 0);
    Arrays.fill(full, 0);
    Arrays.fill(seen, false);
    left = Rules.FREE;
    leftLater = Rules.FREE;
    spacedCount = 0;
    companions.begin();
    now = Long.MIN_VALUE;
    change(classes);
  }

  /** The static classes are these from now on. */
  public void change(int[] classes) {
    Arrays.fill(statics, 0);
    masks.addWith(classes, statics);
  }

  /** Takes note of an event. */
  public void observe(long time, int code) {
    if (!masks.any()) {
      return;
    }
    if (time != now) {
      Rules.forbidAll(later, ever, 0);
      left = Math.min(left, leftLater);
      System.arraycopy(thisVisit, 0, lastVisit, 0, lastVisit.length);
      Arrays.fill(thisVisit, 0);
      companions.goOn();
      now = time;
    }
    companions.observe(code);
    left = left == Rules.FREE ? left : Math.max(0, left - 1);
    if (masks.once(code)) {
      Rules.forbid(ever, 0, code);
    }
    if (masks.lapses(code)) {
      Rules.forbid(had, 0, code);
      Rules.forbid(thisVisit, 0, code);
      Rules.allow(renewed, 0, code);
    }
    masks.addRenewed(code, renewed);
    if (!seen[code]) {
      seen[code] = true;
      times[code] = 0;
      masks.unlock(code, locked);
      masks.addAfter(code, later);
      leftLater = Math.min(leftLater, masks.mostLater(code));
      if (masks.gapDays(code) > 0) {
        spaced[spacedCount++] = code;
      }
    }
    count(code, Days.of(time));
  }

  private void count(int code, int day) {
    if (day != dayNow) {
      Arrays.fill(full, 0);
      dayNow = day;
    }
    times[code] = lastDay[code] == day ? times[code] + 1 : 1;
    lastDay[code] = day;
    if (times[code] >= masks.mostADay(code)) {
      Rules.forbid(full, 0, code);
    }
  }

  /**
   * The codes that must not come at a moment, which is no earlier than the last event: a bit a
   * code, valid until the next call.
   */
  public int[] forbidden(long moment) {
    Arrays.fill(scratch, 0);
    addSpans(moment);
    int day = Days.of(moment);
    for (int s = 0; s < spacedCount; s++) {
      int code = spaced[s];
      int gap = day - lastDay[code];
      if (gap > 0 && gap < masks.gapDays(code)) {
        Rules.forbid(scratch, 0, code);
      }
    }
    return scratch;
  }

  /**
   * The code that comes where one was drawn: the first of those that come with it, or with what
   * came at the same time, and have yet to come.
   *
   * @param drawn a code or, where no other comes at that time, a negative number
   * @param none what stands for no other at the time of the last event
   * @param bits the codes that cannot come, a bit a code
   * @param at index of the first
   * @param uniform a number uniform in [0, 1), by which what lasts is released at a later time
   */
  public int first(long moment, int drawn, int none, int[] bits, int at, double uniform) {
    return moment == now
        ? companions.firstNow(drawn, none, bits, at)
        : companions.firstLater(drawn, bits, at, uniform);
  }

  /** Adds all that is forbidden at a moment but what comes too soon after its last day. */
  private void addSpans(long moment) {
    boolean isLater = moment != now;
    if (left == 0 || (isLater && leftLater == 0)) {
      Arrays.fill(scratch, -1);
      return;
    }
    Rules.forbidAll(ever, scratch, 0);
    Rules.forbidAll(statics, scratch, 0);
    Rules.forbidAll(locked, scratch, 0);
    for (int word = 0; word < scratch.length; word++) {
      int goesOn = thisVisit[word] | renewed[word] | (isLater ? 0 : lastVisit[word]);
      scratch[word] |= had[word] & ~goesOn;
    }
    if (Days.of(moment) == dayNow) {
      Rules.forbidAll(full, scratch, 0);
    }
    if (isLater) {
      Rules.forbidAll(later, scratch, 0);
    }
  }

  /** The ways that rules and constraints together leave open. */
  public Openings openings(Rules rules, Memory memory) {
    Openings open = rules.openings(memory);
    if (!masks.any()) {
      return open;
    }
    boolean today = open.today() && anyOpen(rules, memory, Days.end(memory.now()));
    boolean later = open.later() && anyOpen(rules, memory, memory.now() + FAR);
    return new Openings(today, later);
  }

  /** Whether they leave a code that can come at the time of the last event. */
  public boolean mayStay(Rules rules, Memory memory) {
    return rules.mayStay(memory) && anyOpen(rules, memory, memory.now());
  }

  /** Whether a code can come, whatever the gaps. */
  private boolean anyOpen(Rules rules, Memory memory, long moment) {
    Arrays.fill(scratch, 0);
    addSpans(moment);
    for (int word = 0; word < scratch.length; word++) {
      for (int free = ~scratch[word]; free != 0; free &= free - 1) {
        int code = (word << 5) + Integer.numberOfTrailingZeros(free);
        if (code < masks.codes() && rules.open(memory, code, moment)) {
          return true;
        }
      }
    }
    return false;
  }
}
