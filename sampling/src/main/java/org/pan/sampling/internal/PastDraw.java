package org.pan.sampling.internal;

import java.util.ArrayList;
import java.util.List;
import org.pan.model.Pan;

/**
 * Begins a patient from a real past. The past is read through the memory once. What of the static
 * fields is not known on its last day, the end of observation and traits of the whole record above
 * all, is drawn from its conditional given all of the past by {@link Posterior}.
 */
final class PastDraw {

  private static final int CANDIDATES = 64;

  private final Pan pan;
  private final StaticDraw statics;
  private final CounterRandom random;
  private final PastReading reading;
  private final PastLikelihood likelihood;
  private final List<Slot> candidates = new ArrayList<>();

  PastDraw(Pan pan, StaticDraw statics, CounterRandom random, Forward forward) {
    this.pan = pan;
    this.statics = statics;
    this.random = random;
    this.reading = new PastReading(pan, forward);
    this.likelihood = new PastLikelihood(pan, forward, reading);
  }

  /** Begins the slot's patient where its past ends. */
  void begin(Slot slot) {
    Past past = java.util.Objects.requireNonNull(slot.past);
    Posterior posterior = past.posterior(() -> weigh(slot, past));
    int chosen = posterior.at(random.uniform(slot.patient, -1 - slot.redraws, 0));
    System.arraycopy(posterior.classes()[chosen], 0, slot.classes, 0, slot.classes.length);
    System.arraycopy(posterior.numbers()[chosen], 0, slot.numbers, 0, slot.numbers.length);
    statics.begin(slot);
    reading.read(List.of(slot), past);
  }

  private Posterior weigh(Slot slot, Past past) {
    int count = statics.settled(slot.condition) ? 1 : CANDIDATES;
    while (candidates.size() < count) {
      candidates.add(new Slot(pan, statics.fields(), pan.constraints()));
    }
    List<Slot> drawn = candidates.subList(0, count);
    for (int c = 0; c < count; c++) {
      // Candidates count below zero, where no patient's random numbers are.
      drawn.get(c).begin(-1 - (past.number() * CANDIDATES + c), new Draft(slot.condition, past));
    }
    statics.draw(drawn);
    double[] log = count == 1 ? new double[1] : likelihood.of(past, drawn);
    return new Posterior(
        drawn.stream().map(each -> each.classes.clone()).toArray(int[][]::new),
        drawn.stream().map(each -> each.numbers.clone()).toArray(double[][]::new),
        Posterior.normalised(log));
  }
}
