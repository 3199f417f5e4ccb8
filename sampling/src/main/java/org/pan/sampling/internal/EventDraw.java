package org.pan.sampling.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.model.Rules;
import org.pan.model.heads.Choice;
import org.pan.model.heads.CodeHead;
import org.pan.model.heads.DayHead;
import org.pan.model.heads.StartHead;
import org.pan.model.heads.TimeOfDay;
import org.pan.model.heads.ValueHead;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.Subject;
import org.pan.sampling.SamplingConfig;

/** Draws the next event of each patient: its day, its time of day, its code, its number. */
final class EventDraw {

  private static final int START = 0;
  private static final int WHEN = 2;
  private static final int TIME = 4;
  private static final int CODE = 6;
  private static final int VALUE = 8;
  private static final int STAY = 10;
  private static final int ENDING = 12;

  /** Uses of uniform numbers a step; what is drawn again uses those of the next multiple. */
  private static final int USES = 16;

  private static final int MOST_REDRAWS = 64;
  private static final int FAR_DAYS = 36_525;

  private final Pan pan;
  private final SamplingConfig config;
  private final Interventions interventions;
  private final Rules rules;
  private final CounterRandom random;
  private final Guidance guidance;
  private final Map<Head, Rows> buffers = new HashMap<>();
  private final Choice choice;
  private final float[] weights;
  private final CodeHead.Sharpness sharpness;

  EventDraw(
      Pan pan,
      SamplingConfig config,
      Interventions interventions,
      Rules rules,
      CounterRandom random,
      Guidance guidance) {
    this.interventions = interventions;
    this.pan = pan;
    this.config = config;
    this.rules = rules;
    this.random = random;
    this.guidance = guidance;
    int classes = Math.max(4096, pan.spec().layout().codes() + 1);
    this.choice = new Choice(classes);
    this.weights = new float[classes];
    this.sharpness =
        new CodeHead.Sharpness(
            config.temperature().time(), config.temperature().code(), config.topP());
  }

  /** Goes on by an event in each slot, or finds it done. */
  void step(List<Slot> active) {
    if (pan.spec().events() == 0) {
      active.forEach(slot -> slot.done = true);
      return;
    }
    active.forEach(Slot::beginStep);
    drawStays(active);
    List<Slot> leaving = active.stream().filter(slot -> !slot.stays).toList();
    drawDays(leaving);
    drawTimes(leaving);
    drawCodes(leaving);
    drawValues(active);
  }

  private double uniform(Slot slot, int use) {
    return random.uniform(slot.patient, slot.step(), use);
  }

  private void drawDays(List<Slot> active) {
    List<Slot> starting = new ArrayList<>();
    List<Slot> going = new ArrayList<>();
    for (Slot slot : active) {
      if (rules.regular()) {
        regular(slot);
      } else if (!slot.memory.any() && !slot.memory.subject().startKnown()) {
        starting.add(slot);
      } else {
        going.add(slot);
      }
    }
    StartHead start = pan.start();
    if (!starting.isEmpty() && start != null) {
      Rows rows = rows(start);
      float[] outputs =
          guidance.outputs(
              start, rows, starting, (slot, into, row) -> start.write(slot.memory, into, row));
      for (int r = 0; r < starting.size(); r++) {
        Slot slot = starting.get(r);
        int day = firstDay(start, outputs, rows, r, slot);
        day = interventions.day(slot, day, () -> true);
        slot.done = day == StartHead.NONE;
        if (slot.lands()) {
          land(slot, day);
        }
      }
    } else {
      starting.forEach(slot -> slot.done = true);
    }
    drawNextDays(going);
  }

  /** A day after the past that is given, where there is one; the same as any day elsewhere. */
  private int firstDay(StartHead start, float[] outputs, Rows rows, int row, Slot slot) {
    int after = slot.takeAfter();
    OptionalInt day =
        redrawn(
            slot,
            START,
            (u, v) ->
                start.draw(
                    outputs, rows, row, choice, config.temperature().time(), config.topP(), u, v),
            drawn -> drawn == StartHead.NONE || after == Subject.NO_DAY || drawn > after);
    return day.orElse(StartHead.NONE);
  }

  /** A day drawn from two uniform numbers. */
  @FunctionalInterface
  private interface DayDraw {
    int of(double first, double second);
  }

  /** The first of many draws that is wanted; nothing where it is too rare. */
  private OptionalInt redrawn(Slot slot, int firstUse, DayDraw draw, IntPredicate wanted) {
    for (int attempt = 0; attempt < MOST_REDRAWS; attempt++) {
      int use = firstUse + attempt * USES;
      int day = draw.of(uniform(slot, use), uniform(slot, use + 1));
      if (wanted.test(day)) {
        return OptionalInt.of(day);
      }
    }
    return OptionalInt.empty();
  }

  private void drawNextDays(List<Slot> going) {
    DayHead when = pan.when();
    if (going.isEmpty() || when == null) {
      return;
    }
    Rows rows = rows(when);
    for (Slot slot : going) {
      slot.openings = slot.constraints.openings(rules, slot.memory);
    }
    float[] outputs =
        guidance.outputs(
            when,
            rows,
            going,
            (slot, into, row) -> when.write(slot.memory, slot.openings, into, row));
    for (int r = 0; r < going.size(); r++) {
      Slot slot = going.get(r);
      int outcome = day(when, outputs, rows, r, slot);
      outcome = interventions.day(slot, outcome, () -> anythingCanCome(slot));
      if (outcome == Interventions.NOW) {
        slot.stay();
        slot.code = interventions.code(slot, CodeHead.LEAVE);
      } else if (outcome == DayHead.END) {
        slot.done = true;
      } else if (slot.lands()) {
        land(slot, outcome);
      }
    }
  }

  private boolean anythingCanCome(Slot slot) {
    return !slot.memory.any()
        || slot.openings.today()
        || slot.openings.later()
        || slot.constraints.mayStay(rules, slot.memory);
  }

  /** A day after the past that is given, where there is one; the same as any day elsewhere. */
  private int day(DayHead when, float[] outputs, Rows rows, int row, Slot slot) {
    int after = slot.takeAfter();
    OptionalInt outcome =
        redrawn(
            slot,
            WHEN,
            (u, v) ->
                when.draw(
                    outputs, rows, row, choice, config.temperature().time(), config.topP(), u, v),
            drawn -> after == Subject.NO_DAY || drawn == DayHead.END || drawn > after);
    return outcome.isPresent()
        ? outcome.getAsInt()
        : dayFromAll(when, outputs, rows, row, slot, after);
  }

  /** The same where a day so late is rare: from the probabilities of all later days, as learnt. */
  private int dayFromAll(DayHead when, float[] outputs, Rows rows, int row, Slot slot, int after) {
    Subject subject = slot.memory.subject();
    int last = subject.endKnown() ? Days.of(subject.end()) : after + FAR_DAYS;
    int first = Days.of(slot.memory.now());
    double[] p = when.probabilities(outputs, rows, row, last);
    double total = p[0];
    for (int i = 1 + Math.max(0, after + 1 - first); i < p.length; i++) {
      total += p[i];
    }
    double left = uniform(slot, WHEN + MOST_REDRAWS * USES) * total;
    for (int i = 1 + Math.max(0, after + 1 - first); i < p.length; i++) {
      left -= p[i];
      if (left < 0) {
        return first + i - 1;
      }
    }
    return DayHead.END;
  }

  /** The next event lies on this day; where the resolution is a day, at its beginning. */
  private static void land(Slot slot, int day) {
    slot.day = day;
    slot.moment = day * Days.MICROS;
  }

  private void regular(Slot slot) {
    Memory memory = slot.memory;
    slot.moment = memory.any() ? memory.now() + rules.stepMicros() : memory.now();
    slot.day = Days.of(slot.moment);
    slot.done = slot.moment > memory.subject().end();
    interventions.changeUntil(slot, slot.day);
  }

  private void drawTimes(List<Slot> active) {
    TimeOfDay time = pan.time();
    if (time == null) {
      return;
    }
    List<Slot> landing = new ArrayList<>();
    for (Slot slot : active) {
      if (slot.moves()) {
        landing.add(slot);
      }
    }
    if (landing.isEmpty()) {
      return;
    }
    Rows rows = rows(time);
    float[] outputs =
        guidance.outputs(
            time, rows, landing, (slot, into, row) -> time.write(slot.memory, slot.day, into, row));
    for (int r = 0; r < landing.size(); r++) {
      Slot slot = landing.get(r);
      slot.moment =
          time.draw(
              outputs,
              rows,
              r,
              slot.day,
              choice,
              weights,
              config.temperature().time(),
              config.topP(),
              uniform(slot, TIME),
              uniform(slot, TIME + 1));
      slot.done = slot.moment == TimeOfDay.NONE;
    }
  }

  /** The code that comes at the time of the last event too, where one does. */
  private void drawStays(List<Slot> active) {
    CodeHead code = pan.code();
    if (code == null || !code.leaves()) {
      return;
    }
    List<Slot> visiting = active.stream().filter(Slot::mayStay).toList();
    if (visiting.isEmpty()) {
      return;
    }
    visiting.forEach(Slot::stay);
    Rows rows = rows(code);
    float[] outputs = codeOutputs(code, rows, visiting);
    for (int r = 0; r < visiting.size(); r++) {
      Slot slot = visiting.get(r);
      slot.code = interventions.code(slot, code(code, outputs, rows, r, slot, STAY));
      if (slot.code == CodeHead.LEAVE) {
        slot.leave();
      }
    }
  }

  private float[] codeOutputs(CodeHead code, Rows rows, List<Slot> slots) {
    return guidance.outputs(
        code,
        rows,
        slots,
        (slot, into, row) -> {
          code.write(slot.memory, slot.moment, into, row);
          slot.constrain(code, into, row);
        });
  }

  private int code(CodeHead code, float[] outputs, Rows rows, int row, Slot slot, int use) {
    int drawn =
        code.draw(
            outputs,
            rows,
            row,
            choice,
            weights,
            interventions.weights(),
            sharpness,
            uniform(slot, use));
    return code.first(slot.constraints, slot.moment, drawn, rows, row, uniform(slot, ENDING));
  }

  private void drawCodes(List<Slot> active) {
    CodeHead code = pan.code();
    List<Slot> open = active.stream().filter(Slot::moves).toList();
    if (code == null) {
      open.forEach(slot -> slot.code = interventions.code(slot, 0));
      return;
    }
    if (open.isEmpty()) {
      return;
    }
    Rows rows = rows(code);
    float[] outputs = codeOutputs(code, rows, open);
    for (int r = 0; r < open.size(); r++) {
      Slot slot = open.get(r);
      slot.code = interventions.code(slot, code(code, outputs, rows, r, slot, CODE));
      if (slot.code < 0 && (interventions.forbids() || slot.constraints.any())) {
        slot.drop();
      } else {
        slot.done = slot.code < 0;
      }
    }
  }

  private void drawValues(List<Slot> active) {
    ValueHead value = pan.value();
    List<Slot> valued = new ArrayList<>();
    for (Slot slot : active) {
      if (slot.lands() && slot.code >= 0) {
        if (value != null && value.applies(slot.code)) {
          valued.add(slot);
        } else {
          slot.observe(Double.NaN);
        }
      }
    }
    if (valued.isEmpty() || value == null) {
      return;
    }
    Rows rows = rows(value);
    float[] outputs =
        guidance.outputs(
            value,
            rows,
            valued,
            (slot, into, row) -> value.write(slot.memory, slot.code, slot.moment, into, row));
    for (int r = 0; r < valued.size(); r++) {
      Slot slot = valued.get(r);
      slot.observe(
          value.draw(
              outputs,
              rows,
              r,
              slot.memory,
              slot.code,
              slot.moment,
              choice,
              weights,
              config.temperature().value(),
              config.topP(),
              uniform(slot, VALUE),
              uniform(slot, VALUE + 1)));
    }
  }

  /** Empty rows for a head, the same each time. */
  private Rows rows(Head head) {
    Rows rows =
        buffers.computeIfAbsent(
            head, of -> new Rows(of.floatWidth(), of.intWidth(), config.slots()));
    rows.clear();
    return rows;
  }
}
