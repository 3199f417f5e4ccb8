package org.pan.sampling.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pan.model.Pan;
import org.pan.model.heads.CodeHead;
import org.pan.model.heads.DayHead;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.Subject;
import org.pan.sampling.Intervention;
import org.pan.sequences.DataException;
import org.pan.sequences.encoding.Encoding;

/** What is done to patients while they are drawn, and log-weights put on codes. */
public final class Interventions {

  /** An event to come, in time order and, on one day, in canonical order. */
  private record Due(int day, int code) {}

  /** No day: it is to be drawn again. */
  static final int AGAIN = Integer.MIN_VALUE + 2;

  /** No day: something comes at the time of the last event. */
  static final int NOW = Integer.MIN_VALUE + 1;

  private static final int NEVER = Integer.MAX_VALUE;

  private final List<Due> due;
  private final float @Nullable [] weights;
  private final boolean forbids;
  private final StaticChanges changes;

  /**
   * @param rates factor on the odds of each code
   * @throws DataException if a code is not known, a day is none, or what is asked contradicts
   *     itself
   */
  public Interventions(List<Intervention> interventions, Map<String, Double> rates, Pan pan) {
    Encoding encoding = pan.encoding();
    List<Due> forced = new ArrayList<>();
    float[] logs = new float[encoding.codes().size()];
    rates.forEach(
        (code, factor) ->
            encoding.codeIds(code).forEach(id -> logs[id] = (float) Math.log(factor)));
    boolean forbidding = false;
    for (Intervention intervention : interventions) {
      if (intervention instanceof Intervention.Force force) {
        int code = encoding.codeIds(force.code()).get(0);
        forced.add(new Due(encoding.day(force.day()), code));
      } else if (intervention instanceof Intervention.Forbid forbid) {
        encoding.codeIds(forbid.code()).forEach(id -> logs[id] = CodeHead.FORBIDDEN);
        forbidding = true;
      }
    }
    this.changes = new StaticChanges(interventions, pan);
    this.due =
        forced.stream()
            .sorted(Comparator.comparingInt(Due::day).thenComparingInt(Due::code))
            .toList();
    this.forbids = forbidding;
    boolean plain = !forbids && rates.isEmpty();
    this.weights = plain ? null : logs;
    check(logs, pan);
  }

  private void check(float[] logs, Pan pan) {
    for (Due event : due) {
      if (logs[event.code()] == CodeHead.FORBIDDEN) {
        throw new DataException(
            "The code "
                + pan.encoding().codes().entry(event.code()).code()
                + " is both forced and forbidden.");
      }
    }
    if ((forbids || !due.isEmpty()) && pan.spec().rules().regular()) {
      throw new DataException(
          "Events come on a fixed step in this model: none can be forced or forbidden.");
    }
    boolean all = forbids;
    for (float log : logs) {
      all &= log == CodeHead.FORBIDDEN;
    }
    if (all || (weights != null && pan.code() == null)) {
      throw new DataException("There is no other code: it can be neither forbidden nor scaled.");
    }
  }

  /** Log-weights of the codes, or null where all are as learnt. */
  float @Nullable [] weights() {
    return weights;
  }

  /** Whether a moment at which no code is left is a moment at which nothing comes. */
  boolean forbids() {
    return forbids;
  }

  /** Whether a code never comes. */
  public boolean forbids(int code) {
    return weights != null && weights[code] == CodeHead.FORBIDDEN;
  }

  /**
   * The day on which something comes, in place of the outcome drawn; {@link #NOW} where an event is
   * due on the day of the last, {@link #AGAIN} where a static field changes before, so that the day
   * is to be drawn again from then on.
   *
   * @param open whether any code can still come
   */
  int day(Slot slot, int outcome, BooleanSupplier open) {
    while (slot.forced < due.size() && !canCome(slot, due.get(slot.forced).day(), open)) {
      slot.forced++;
    }
    int drawn = outcome == DayHead.END ? NEVER : outcome;
    int day = slot.forced == due.size() ? NEVER : due.get(slot.forced).day();
    if (changes.due(slot, Math.min(drawn, day))) {
      slot.waitUntilAfter(changes.apply(slot));
      return AGAIN;
    }
    if (drawn <= day) {
      return outcome;
    }
    slot.forcing = true;
    Memory memory = slot.memory;
    return memory.any() && Days.of(memory.now()) == day ? NOW : day;
  }

  /** Lets static fields change on or before a day whose events are fixed. */
  void changeUntil(Slot slot, int day) {
    while (changes.due(slot, day)) {
      changes.apply(slot);
    }
  }

  private static boolean canCome(Slot slot, int day, BooleanSupplier open) {
    Subject subject = slot.memory.subject();
    boolean observed =
        (!subject.startKnown() || day >= Days.of(subject.start()))
            && (!subject.endKnown() || day <= Days.of(subject.end()));
    boolean past = slot.past != null && day <= slot.past.day();
    boolean over = slot.memory.any() && day < Days.of(slot.memory.now());
    return observed && !past && !over && open.getAsBoolean();
  }

  /** The code that comes in place of the one drawn, -1 for none; in canonical order of the day. */
  int code(Slot slot, int drawn) {
    boolean isDue = slot.forced < due.size() && due.get(slot.forced).day() == slot.day;
    boolean now = slot.forcing || (isDue && drawn >= due.get(slot.forced).code());
    slot.forcing = false;
    return now ? due.get(slot.forced++).code() : drawn;
  }
}
