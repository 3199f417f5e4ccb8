package org.pan.model;

import java.util.Arrays;
import java.util.BitSet;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;

/**
 * What was never otherwise in training, learnt from counts and kept by masking: how often a code
 * occurs at most in a record, on how many days, at one time; which simultaneous numbers are always
 * equal; how long a record is at most; whether time runs on a fixed step.
 *
 * @param perRecord greatest count of a code in a record, {@link #FREE} where too few subjects show
 *     it to be a rule
 * @param perTime greatest count of a code at one time
 * @param days greatest number of days with the code
 * @param support subjects who reach {@code perRecord}
 * @param alwaysCopied pairs {@code first * V + second} whose second number always equals the first
 *     at the same time, sorted
 * @param terminal codes after whose time nothing ever came
 * @param longest greatest number of events in a record; with as many nothing comes at a later time
 * @param simultaneous whether two events ever come at one time
 * @param stepMicros the one distance between distinct times that all records keep, or 0
 * @param startsAtOnce whether every record begins exactly at its start of observation
 */
public record Rules(
    int[] perRecord,
    int[] perTime,
    int[] days,
    int[] support,
    long[] alwaysCopied,
    boolean[] terminal,
    int longest,
    boolean simultaneous,
    long stepMicros,
    boolean startsAtOnce) {

  /** No limit. */
  public static final int FREE = Integer.MAX_VALUE;

  /** The number of ints a set of codes takes as bits. */
  public int words() {
    return words(perRecord.length);
  }

  /** The number of ints that hold a bit a code. */
  public static int words(int codes) {
    return (codes + 31) / 32;
  }

  /** Sets the bits of the codes that cannot come next at this moment. */
  public void writeForbidden(Memory memory, long moment, int[] bits, int at) {
    boolean stay = memory.any() && memory.now() == moment;
    boolean over = !stay && memory.events() >= longest;
    Arrays.fill(bits, at, at + words(), over ? -1 : 0);
    if (over) {
      return;
    }
    int day = Days.of(moment);
    if (stay) {
      int last = memory.last();
      Arrays.fill(bits, at, at + (last >> 5), -1);
      bits[at + (last >> 5)] |= (1 << (last & 31)) - 1;
    }
    int[] seen = memory.seen();
    for (int s = 0; s < memory.distinct(); s++) {
      if (full(memory, seen[s], stay, day)) {
        forbid(bits, at, seen[s]);
      }
    }
  }

  /** Whether a code can come next at this moment. */
  public boolean open(Memory memory, int code, long moment) {
    boolean stay = memory.any() && memory.now() == moment;
    return !(stay && code < memory.last()) && !full(memory, code, stay, Days.of(moment));
  }

  /** Whether a code has come as often as it can; most are free, and their counts not looked up. */
  private boolean full(Memory memory, int code, boolean stay, int day) {
    return (perRecord[code] != FREE && memory.count(code) >= perRecord[code])
        || (stay && memory.countAt(code, memory.now()) >= perTime[code])
        || (days[code] != FREE && memory.days(code) >= days[code] && !memory.seenOn(code, day));
  }

  /** Sets a code's bit. */
  public static void forbid(int[] bits, int at, int code) {
    bits[at + (code >> 5)] |= 1 << (code & 31);
  }

  /** Clears a code's bit. */
  public static void allow(int[] bits, int at, int code) {
    bits[at + (code >> 5)] &= ~(1 << (code & 31));
  }

  /** Sets the bits that are set in others, which begin at 0. */
  public static void forbidAll(int[] others, int[] bits, int at) {
    for (int word = 0; word < others.length; word++) {
      bits[at + word] |= others[word];
    }
  }

  /** Whether a code's bit is set. */
  public static boolean forbidden(int[] bits, int at, int code) {
    return (bits[at + (code >> 5)] >> (code & 31) & 1) != 0;
  }

  /** Which ways are open to the next time something comes. */
  public Openings openings(Memory memory) {
    if (memory.events() >= longest) {
      return Openings.NONE;
    }
    if (ended(memory)) {
      return Openings.NONE;
    }
    int day = Days.of(memory.now());
    boolean today = false;
    boolean later = false;
    for (int code = 0; code < perRecord.length && !later; code++) {
      boolean left = memory.count(code) < perRecord[code];
      later = left && memory.days(code) < days[code];
      today |= left && (later || memory.seenOn(code, day));
    }
    return new Openings(today && memory.any(), later);
  }

  /** Whether something can come at the time of the last event too. */
  public boolean mayStay(Memory memory) {
    return simultaneous && memory.any();
  }

  /** Whether the second code's number always equals the first's at the same time. */
  public boolean alwaysCopies(int first, int second) {
    return Arrays.binarySearch(alwaysCopied, (long) first * perRecord.length + second) >= 0;
  }

  /** Whether a code was seen after whose time nothing comes. */
  private boolean ended(Memory memory) {
    int[] seen = memory.seen();
    for (int s = 0; s < memory.distinct(); s++) {
      if (terminal[seen[s]]) {
        return true;
      }
    }
    return false;
  }

  /** The same, but that after these codes too something may come. */
  public Rules without(BitSet ends) {
    boolean[] fewer = terminal.clone();
    ends.stream().forEach(code -> fewer[code] = false);
    return new Rules(
        perRecord,
        perTime,
        days,
        support,
        alwaysCopied,
        fewer,
        longest,
        simultaneous,
        stepMicros,
        startsAtOnce);
  }

  /** Whether the times of a record are fixed by its start and end. */
  public boolean regular() {
    return stepMicros > 0 && startsAtOnce;
  }
}
