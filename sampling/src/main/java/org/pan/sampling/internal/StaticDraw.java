package org.pan.sampling.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.model.heads.Choice;
import org.pan.model.heads.StaticHead;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.DataException;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.FieldConstraint;
import org.pan.sequences.encoding.NumberCoding;
import org.pan.sequences.encoding.StaticCondition;

/**
 * Draws the static fields and traits of new patients. A field with one admitted class is given;
 * fields with several are drawn first, each with the probability that the next one can be met,
 * which makes them exactly conditional; then the rest.
 */
final class StaticDraw {

  private static final int MOST_ATTEMPTS = 2_000;

  private final Pan pan;
  private final @Nullable StaticHead head;
  private final SamplingConfig config;
  private final CounterRandom random;
  private final Forward forward;
  private final Guidance guidance;
  private final Choice choice = new Choice(8192);

  StaticDraw(
      Pan pan, SamplingConfig config, CounterRandom random, Forward forward, Guidance guidance) {
    this.guidance = guidance;
    this.pan = pan;
    this.head = pan.statics();
    this.config = config;
    this.random = random;
    this.forward = forward;
  }

  int fields() {
    return head == null ? 0 : head.fields();
  }

  /** Whether a condition leaves nothing to draw. */
  boolean settled(StaticCondition condition) {
    int codings = pan.encoding().statics().size();
    boolean traits = fields() > codings;
    for (int f = 0; f < codings && !traits; f++) {
      FieldConstraint constraint = condition.constraint(f).orElse(null);
      if (constraint == null || constraint.only() < 0) {
        return false;
      }
      NumberCoding numbers = pan.inputs().numbers(f);
      boolean range = numbers != null && constraint.only() < numbers.size();
      if (range && constraint.low() < constraint.high()) {
        return false;
      }
    }
    return !traits;
  }

  /** Draws all fields of these slots and begins their memories. */
  void draw(List<Slot> slots) {
    List<Slot> open = new ArrayList<>(slots);
    open.forEach(this::give);
    open.forEach(slot -> slot.attemptsLeft = MOST_ATTEMPTS);
    while (head != null && !open.isEmpty()) {
      List<Slot> next = new ArrayList<>();
      open.removeIf(slot -> nextField(slot) < 0 && accept(slot));
      if (open.isEmpty()) {
        break;
      }
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), open.size());
      for (Slot slot : open) {
        head.write(slot.classes, slot.known, rows, rows.add());
      }
      float[] outputs = forward.outputs(head, rows, open);
      for (int r = 0; r < open.size(); r++) {
        drawField(open.get(r), outputs, r);
        next.add(open.get(r));
      }
      open = next;
    }
    slots.forEach(this::begin);
  }

  /** Begins the memory of a slot whose fields are all drawn. */
  void begin(Slot slot) {
    long start = pan.encoding().start(slot.classes, slot.numbers);
    long end = pan.encoding().end(slot.classes, slot.numbers);
    if (slot.past != null) {
      start = slot.past.start();
      end = slot.past.noEarlier(end);
    }
    if (end != EncodedTimeline.UNKNOWN && start != EncodedTimeline.UNKNOWN && end < start) {
      end = start;
    }
    slot.memory.begin(pan.inputs().subject(slot.classes.clone(), slot.numbers.clone(), start, end));
    slot.beginConstraints();
    slot.hidden = guidance.hidden(slot.condition);
    slot.hide(pan.inputs(), slot.classes, slot.numbers);
  }

  /** Gives the fields whose class is settled by the condition. */
  private void give(Slot slot) {
    for (FieldConstraint constraint : slot.condition.constraints()) {
      int only = constraint.only();
      if (only >= 0) {
        settle(slot, constraint.coding(), only);
      }
    }
  }

  private void settle(Slot slot, int field, int k) {
    slot.classes[field] = k;
    slot.known[field] = true;
    slot.numbers[field] = number(slot, field, k);
  }

  private double number(Slot slot, int field, int k) {
    NumberCoding coding = pan.inputs().numbers(field);
    if (coding == null || k >= coding.size()) {
      return Double.NaN;
    }
    double u = random.uniform(slot.patient, -1 - slot.attempt, 1000 + field);
    FieldConstraint constraint = constraint(slot, field);
    if (constraint == null) {
      return coding.value(k, u);
    }
    if (constraint.low() == constraint.high()) {
      return constraint.low();
    }
    return coding.value(k, u, constraint.low(), constraint.high());
  }

  private @Nullable FieldConstraint constraint(Slot slot, int field) {
    Optional<FieldConstraint> found = slot.condition.constraint(field);
    if (found.isPresent() || field >= pan.encoding().statics().size() || !startSettled(slot)) {
      return found.orElse(null);
    }
    long start = pan.encoding().start(slot.classes, slot.numbers);
    if (start == EncodedTimeline.UNKNOWN) {
      return null;
    }
    return slot.condition.givenStart(start).stream()
        .filter(c -> c.coding() == field)
        .findFirst()
        .orElse(null);
  }

  private boolean startSettled(Slot slot) {
    List<Integer> parts = pan.encoding().window().start();
    return !parts.isEmpty() && parts.stream().allMatch(f -> slot.known[f]);
  }

  /** The field to draw next: those with a condition first, then in order; -1 when all are known. */
  private int nextField(Slot slot) {
    for (FieldConstraint constraint : slot.condition.constraints()) {
      if (!slot.known[constraint.coding()]) {
        return constraint.coding();
      }
    }
    for (int f = 0; f < slot.known.length; f++) {
      if (!slot.known[f]) {
        return f;
      }
    }
    return -1;
  }

  private void drawField(Slot slot, float[] outputs, int row) {
    StaticHead statics = java.util.Objects.requireNonNull(head);
    int field = nextField(slot);
    if (field < 0) {
      return; // begins again at the next round
    }
    FieldConstraint constraint = constraint(slot, field);
    int step = -1 - slot.attempt;
    double temperature = config.temperature().statics();
    if (constraint == null) {
      double u = random.uniform(slot.patient, step, field);
      settle(
          slot,
          field,
          Math.max(0, statics.draw(outputs, row, field, null, choice, temperature, u)));
      return;
    }
    int size = constraint.classes().length;
    double[] p = new double[size];
    statics.probabilities(outputs, row, field, choice, temperature, p);
    double mass = 0;
    for (int k = 0; k < size; k++) {
      mass += constraint.classes()[k] ? p[k] : 0;
    }
    boolean first =
        slot.condition.constraints().stream()
            .noneMatch(c -> c.only() < 0 && slot.known[c.coding()]);
    if (!first && random.uniform(slot.patient, step, 3000 + field) >= mass) {
      again(slot);
      return;
    }
    double u = random.uniform(slot.patient, step, field);
    int k = statics.draw(outputs, row, field, constraint.classes(), choice, temperature, u);
    settle(slot, field, Math.max(0, k));
  }

  /** Whether what was drawn meets the condition as a whole; if not, begins again. */
  private boolean accept(Slot slot) {
    if (slot.condition.holds(slot.classes, slot.numbers)) {
      return true;
    }
    again(slot);
    return false;
  }

  private void again(Slot slot) {
    slot.attempt++;
    if (--slot.attemptsLeft < 0) {
      throw new DataException(
          "The condition of synthetic patient "
              + (slot.patient + 1)
              + " was not met in "
              + MOST_ATTEMPTS
              + " attempts: its parts hardly ever occur together. Widen a range or drop a field.");
    }
    slot.forgetStatics();
    give(slot);
  }
}
