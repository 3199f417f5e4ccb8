package org.pan.sampling.internal;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.pan.model.Pan;
import org.pan.model.constraints.ConstraintMasks;
import org.pan.model.constraints.Constraints;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Timeline;

/**
 * Draws patients side by side, a step of each at a time, and begins a new one in a slot as soon as
 * the last one there is whole. Patients come out in order; those that are whole before their turn
 * wait.
 */
public final class Engine implements Iterator<Timeline>, AutoCloseable {

  /** What random numbers are for the order within one time from here on. */
  private static final int ORDER = 1 << 16;

  private final Pan pan;
  private final SamplingConfig config;
  private final Iterator<Draft> drafts;
  private final CounterRandom random;
  private final NDManager manager;
  private final StaticDraw statics;
  private final PastDraw pasts;
  private final EventDraw events;
  private final WantedHistory history;
  private final ConstraintMasks constraints;
  private final List<Slot> active = new ArrayList<>();
  private final List<Slot> idle = new ArrayList<>();
  private final TreeMap<Long, Timeline> whole = new TreeMap<>();
  private long next;
  private long given;

  /**
   * @param history what every patient must meet
   * @param interventions what is done to every patient
   * @param constraints what every patient keeps
   */
  public Engine(
      Pan pan,
      SamplingConfig config,
      Iterator<Draft> drafts,
      WantedHistory history,
      Interventions interventions,
      Constraints constraints) {
    this.constraints =
        constraints.equals(pan.spec().constraints())
            ? pan.constraints()
            : new ConstraintMasks(constraints, pan.spec().layout().codes());
    this.history = history;
    this.pan = pan;
    this.config = config;
    this.drafts = drafts;
    this.manager = pan.newManager();
    this.random = new CounterRandom(config.seed());
    Forward forward = new Forward(manager);
    Guidance guidance = new Guidance(pan, config.guidance(), forward);
    this.statics = new StaticDraw(pan, config, random, forward, guidance);
    this.pasts = new PastDraw(pan, statics, random, forward);
    BitSet leftOut = pan.spec().constraints().ends();
    leftOut.andNot(constraints.ends());
    this.events =
        new EventDraw(
            pan, config, interventions, pan.spec().rules().without(leftOut), random, guidance);
  }

  @Override
  public boolean hasNext() {
    while (!whole.containsKey(given)) {
      if (active.isEmpty() && !drafts.hasNext()) {
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
        && drafts.hasNext()) {
      Draft draft = drafts.next();
      Slot slot =
          idle.isEmpty()
              ? new Slot(pan, statics.fields(), constraints)
              : idle.remove(idle.size() - 1);
      slot.begin(next++, draft);
      begun.add(slot);
    }
    begin(begun);
    active.addAll(begun);
  }

  private void begin(List<Slot> slots) {
    if (slots.isEmpty()) {
      return;
    }
    statics.draw(slots.stream().filter(slot -> slot.past == null).toList());
    slots.stream().filter(slot -> slot.past != null).forEach(pasts::begin);
    slots.forEach(slot -> history.begun());
  }

  private void step() {
    events.step(active);
    if (history.any()) {
      List<Slot> hopeless = active.stream().filter(slot -> !history.canBeMet(slot)).toList();
      hopeless.forEach(Slot::redraw);
      begin(hopeless);
    }
    for (Slot slot : active) {
      if (slot.done) {
        history.accepted();
        whole.put(slot.patient, timeline(slot));
        idle.add(slot);
      }
    }
    active.removeIf(slot -> slot.done);
  }

  private Timeline timeline(Slot slot) {
    int[] use = {ORDER};
    Timeline drawn =
        pan.encoding()
            .decode(
                slot.timeline(pan.encoding().statics().size()),
                Long.toString(slot.patient + 1),
                () -> random.uniform(slot.patient, -1, use[0]++));
    return slot.past == null ? drawn : slot.past.followedBy(drawn);
  }

  @Override
  public void close() {
    manager.close();
  }
}
