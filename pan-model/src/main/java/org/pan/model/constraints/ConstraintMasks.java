package org.pan.model.constraints;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pan.model.Rules;

/** Constraints as bits by code, made once for all subjects. */
public final class ConstraintMasks {

  private final int codes;
  private final boolean[] once;
  private final int[] @Nullable [] after;
  private final int[] mostADay;
  private final int[] mostLater;
  private final int[] gapDays;
  private final int[] locked;
  private final int[] @Nullable [] unlocks;
  private final int[] lapsing;
  private final int[] @Nullable [] renews;
  private final Map<Integer, Map<Integer, int[]>> with = new HashMap<>();
  private final Companions together;
  private final Companions kept;
  private final Companions lasting;
  private final boolean any;

  /**
   * @param codes number of codes
   */
  public ConstraintMasks(Constraints constraints, int codes) {
    this.codes = codes;
    this.once = new boolean[codes];
    this.after = new int[codes][];
    this.mostADay = new int[codes];
    Arrays.fill(mostADay, Rules.FREE);
    this.mostLater = new int[codes];
    Arrays.fill(mostLater, Rules.FREE);
    this.gapDays = new int[codes];
    this.locked = new int[words()];
    this.unlocks = new int[codes][];
    this.lapsing = new int[words()];
    this.renews = new int[codes][];
    this.together = new Companions(codes);
    this.kept = new Companions(codes);
    this.lasting = new Companions(codes);
    this.any = !constraints.all().isEmpty();
    constraints.all().forEach(this::add);
  }

  private void add(Constraint constraint) {
    int code = constraint.code();
    if (constraint instanceof Constraint.Once) {
      once[code] = true;
    } else if (constraint instanceof Constraint.After pair) {
      addTo(after, pair.other(), code);
    } else if (constraint instanceof Constraint.Only only) {
      mostLater[code] = only.most();
      IntStream.range(0, codes)
          .filter(other -> !only.others().contains(other))
          .forEach(other -> addTo(after, code, other));
    } else if (constraint instanceof Constraint.Needs needs) {
      Rules.forbid(locked, 0, code);
      needs.others().forEach(other -> addTo(unlocks, other, code));
    } else if (constraint instanceof Constraint.Again again) {
      Rules.forbid(lapsing, 0, code);
      again.others().forEach(other -> addTo(renews, other, code));
    } else if (constraint instanceof Constraint.With pair) {
      Rules.forbid(
          with.computeIfAbsent(pair.field(), field -> new HashMap<>())
              .computeIfAbsent(pair.value(), value -> new int[words()]),
          0,
          code);
    } else if (constraint instanceof Constraint.Daily daily) {
      mostADay[code] = daily.most();
    } else if (constraint instanceof Constraint.Gap gap) {
      gapDays[code] = gap.days();
    } else if (constraint instanceof Constraint.Together pair) {
      together.add(code, pair.other(), 0);
    } else if (constraint instanceof Constraint.Kept pair) {
      kept.add(code, pair.other(), 0);
    } else if (constraint instanceof Constraint.Lasting pair) {
      lasting.add(code, pair.other(), pair.rate());
    }
  }

  private void addTo(int[] @Nullable [] sets, int of, int code) {
    int[] bits = sets[of];
    if (bits == null) {
      bits = new int[words()];
      sets[of] = bits;
    }
    Rules.forbid(bits, 0, code);
  }

  /** Whether there are any. */
  public boolean any() {
    return any;
  }

  /** The number of ints that hold a bit a code. */
  public int words() {
    return Rules.words(codes);
  }

  int codes() {
    return codes;
  }

  boolean once(int code) {
    return once[code];
  }

  /** How often a code comes at most on a day. */
  int mostADay(int code) {
    return mostADay[code];
  }

  /** How many events come at most at later times than a code. */
  int mostLater(int code) {
    return mostLater[code];
  }

  int gapDays(int code) {
    return gapDays[code];
  }

  /** Adds the codes that do not come after this one. */
  void addAfter(int code, int[] bits) {
    addAll(after[code], bits);
  }

  private static void addAll(int @Nullable [] more, int[] bits) {
    if (more != null) {
      Rules.forbidAll(more, bits, 0);
    }
  }

  /** Sets the codes that do not come before another has. */
  void setLocked(int[] bits) {
    System.arraycopy(locked, 0, bits, 0, locked.length);
  }

  /** Takes the codes that do not come before this one. */
  void unlock(int code, int[] bits) {
    int[] less = unlocks[code];
    for (int word = 0; less != null && word < less.length; word++) {
      bits[word] &= ~less[word];
    }
  }

  /** What always comes with others. */
  Companions together() {
    return together;
  }

  /** What comes with others once it has. */
  Companions kept() {
    return kept;
  }

  /** What comes with others where it came the last time, but for some rate. */
  Companions lasting() {
    return lasting;
  }

  /** Whether a code lapses once a visit has passed without it. */
  boolean lapses(int code) {
    return Rules.forbidden(lapsing, 0, code);
  }

  /** Adds the codes that this one renews. */
  void addRenewed(int code, int[] bits) {
    addAll(renews[code], bits);
  }

  /** Adds the codes that do not come with these static classes. */
  void addWith(int[] classes, int[] bits) {
    with.forEach((field, byValue) -> addAll(byValue.get(classes[field]), bits));
  }
}
