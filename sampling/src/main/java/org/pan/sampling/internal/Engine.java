package org.pan.sampling.internal;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
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
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.StaticCondition;

/**
 * Draws patients side by side, a step of each at a time, and begins a new one in a slot as soon as
 * the last one there is whole. Patients come out in order; those that are whole before their turn
 * wait.
 */
public final class Engine implements Iterator<Timeline>, AutoCloseable {

  private static final int START = 0;
  private static final int WHEN = 2;
  private static final int TIME = 4;
  private static final int CODE = 6;
  private static final int VALUE = 8;

  private final Pan pan;
  private final SamplingConfig config;
  private final Rules rules;
  private final Iterator<StaticCondition> conditions;
  private final CounterRandom random;
  private final NDManager manager;
  private final Forward forward;
  private final StaticDraw statics;
  private final List<Slot> active = new ArrayList<>();
  private final List<Slot> idle = new ArrayList<>();
  private final Map<Head, Rows> buffers = new HashMap<>();
  private final TreeMap<Long, Timeline> whole = new TreeMap<>();
  private final Choice choice;
  private final float[] weights;
  private final int[] scratch;
  private long next;
  private long given;

  public Engine(Pan pan, SamplingConfig config, Iterator<StaticCondition> conditions) {
    this.pan = pan;
    this.config = config;
    this.rules = pan.spec().rules();
    this.conditions = conditions;
    this.random = new CounterRandom(config.seed());
    this.manager = pan.newManager();
    this.forward = new Forward(manager);
    this.statics = new StaticDraw(pan, config, random, forward);
    int classes = Math.max(4096, pan.spec().layout().codes() + 1);
    this.choice = new Choice(classes);
    this.weights = new float[classes];
    this.scratch = new int[rules.words()];
  }

  @Override
  public boolean hasNext() {
    while (!whole.containsKey(given)) {
      if (active.isEmpty() && !conditions.hasNext()) {
        return false;
      }
      fill();
      step();
    }
    return true;
  }

  @Override
  public Timeline next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All patients have been drawn.");
    }
    Timeline timeline = whole.remove(given++);
    return java.util.Objects.requireNonNull(timeline);
  }

  /** Begins patients in free slots, unless too many whole ones wait for one that is not. */
  private void fill() {
    List<Slot> begun = new ArrayList<>();
    while (active.size() + begun.size() < config.slots()
        && next - given < 8L * config.slots()
        && conditions.hasNext()) {
      StaticCondition condition = conditions.next();
      Slot slot =
          idle.isEmpty()
              ? new Slot(pan, statics.fields(), condition)
              : idle.remove(idle.size() - 1);
      slot.begin(next++, condition);
      begun.add(slot);
    }
    if (!begun.isEmpty()) {
      statics.draw(begun);
      active.addAll(begun);
    }
  }

  private void step() {
    if (pan.spec().events() == 0) {
      active.forEach(slot -> slot.done = true);
    } else {
      drawDays();
      drawTimes();
      drawCodes();
      drawValues();
    }
    for (Slot slot : active) {
      if (slot.done) {
        Timeline timeline =
            pan.encoding()
                .decode(
                    slot.timeline(pan.encoding().statics().size()),
                    Long.toString(slot.patient + 1));
        whole.put(slot.patient, timeline);
        idle.add(slot);
      }
    }
    active.removeIf(slot -> slot.done);
  }

  private double uniform(Slot slot, int use) {
    return random.uniform(slot.patient, slot.size(), use);
  }

  private void drawDays() {
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
      starting.forEach(slot -> start.write(slot.memory, rows, rows.add()));
      float[] outputs = forward.outputs(start, rows, starting);
      for (int r = 0; r < starting.size(); r++) {
        Slot slot = starting.get(r);
        double temperature = config.temperature().time();
        int day =
            start.draw(
                outputs,
                rows,
                r,
                choice,
                temperature,
                config.topP(),
                uniform(slot, START),
                uniform(slot, START + 1));
        slot.done = day == StartHead.NONE;
        land(slot, day);
      }
    } else {
      starting.forEach(slot -> slot.done = true);
    }
    drawNextDays(going);
  }

  private void drawNextDays(List<Slot> going) {
    DayHead when = pan.when();
    if (going.isEmpty() || when == null) {
      return;
    }
    Rows rows = rows(when);
    for (Slot slot : going) {
      when.write(slot.memory, rules.openings(slot.memory, scratch), rows, rows.add());
    }
    float[] outputs = forward.outputs(when, rows, going);
    for (int r = 0; r < going.size(); r++) {
      Slot slot = going.get(r);
      int outcome =
          when.draw(
              outputs,
              rows,
              r,
              choice,
              config.temperature().time(),
              config.topP(),
              uniform(slot, WHEN),
              uniform(slot, WHEN + 1));
      slot.stays = outcome == DayHead.STAY;
      if (slot.stays) {
        slot.day = Days.of(slot.memory.now());
        slot.moment = slot.memory.now();
      } else if (outcome == DayHead.END) {
        slot.done = true;
      } else {
        land(slot, outcome);
      }
    }
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
  }

  private void drawTimes() {
    TimeOfDay time = pan.time();
    if (time == null) {
      return;
    }
    List<Slot> landing = new ArrayList<>();
    for (Slot slot : active) {
      if (!slot.done && !slot.stays) {
        landing.add(slot);
      }
    }
    if (landing.isEmpty()) {
      return;
    }
    Rows rows = rows(time);
    landing.forEach(slot -> time.write(slot.memory, slot.day, rows, rows.add()));
    float[] outputs = forward.outputs(time, rows, landing);
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

  private void drawCodes() {
    CodeHead code = pan.code();
    List<Slot> open = active.stream().filter(slot -> !slot.done).toList();
    if (code == null) {
      open.forEach(slot -> slot.code = 0);
      return;
    }
    if (open.isEmpty()) {
      return;
    }
    Rows rows = rows(code);
    open.forEach(slot -> code.write(slot.memory, slot.moment, rows, rows.add()));
    float[] outputs = forward.outputs(code, rows, open);
    for (int r = 0; r < open.size(); r++) {
      Slot slot = open.get(r);
      slot.code =
          code.draw(
              outputs,
              rows,
              r,
              choice,
              weights,
              config.temperature().code(),
              config.topP(),
              uniform(slot, CODE));
      slot.done = slot.code < 0;
    }
  }

  private void drawValues() {
    ValueHead value = pan.value();
    List<Slot> valued = new ArrayList<>();
    for (Slot slot : active) {
      if (!slot.done) {
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
    valued.forEach(slot -> value.write(slot.memory, slot.code, slot.moment, rows, rows.add()));
    float[] outputs = forward.outputs(value, rows, valued);
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

  @Override
  public void close() {
    manager.close();
  }
}
