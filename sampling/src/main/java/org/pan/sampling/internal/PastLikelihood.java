package org.pan.sampling.internal;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.model.heads.DayHead;
import org.pan.model.heads.StaticHead;
import org.pan.model.memory.Days;

/**
 * The log-likelihood of a past under candidates for the patient's static fields: of its events, and
 * of none having come from the last of them to the last day.
 */
final class PastLikelihood {

  private static final int TILE = 2048;

  private final Pan pan;
  private final Forward forward;
  private final PastReading reading;
  private final Replay replay;

  PastLikelihood(Pan pan, Forward forward, PastReading reading) {
    this.reading = reading;
    this.pan = pan;
    this.forward = forward;
    this.replay = new Replay(pan);
  }

  /** Nats by candidate, whose memories are at the beginning and will be at the end of the past. */
  double[] of(Past past, List<Slot> candidates) {
    double[] log = new double[candidates.size()];
    for (Head head : pan.heads()) {
      if (!(head instanceof StaticHead)) {
        addEvents(head, past, candidates, log);
      }
    }
    reading.read(candidates, past);
    DayHead when = pan.when();
    if (when != null) {
      addQuiet(when, past.day(), candidates, log);
    }
    return log;
  }

  private void addEvents(Head head, Past past, List<Slot> candidates, double[] log) {
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), TILE);
    int[] ends = new int[candidates.size()];
    int from = 0;
    for (int c = 0; c < candidates.size(); c++) {
      replay.begin(past.encoded(), candidates.get(c).memory.subject());
      while (replay.left() > 1) {
        replay.step(head, rows, null);
      }
      ends[c] = rows.size();
      boolean alone = head.carried() > 0;
      if (alone || rows.size() >= TILE || c == candidates.size() - 1) {
        add(head, rows, ends, from, c + 1, log);
        from = c + 1;
        rows.clear();
      }
    }
  }

  private void add(Head head, Rows rows, int[] ends, int from, int to, double[] log) {
    if (rows.size() == 0) {
      return;
    }
    try (NDManager scope = pan.newManager()) {
      int steps = head.carried() > 0 ? rows.size() : 1;
      float[] nats = head.nll(scope, rows, steps, null, false).rows().toFloatArray();
      int row = 0;
      for (int c = from; c < to; c++) {
        for (; row < ends[c]; row++) {
          log[c] -= nats[row];
        }
      }
    }
  }

  private void addQuiet(DayHead when, int lastDay, List<Slot> candidates, double[] log) {
    Rows rows = new Rows(when.floatWidth(), when.intWidth(), candidates.size());
    for (Slot slot : candidates) {
      when.write(slot.memory, pan.spec().rules().openings(slot.memory), rows, rows.add());
    }
    float[] outputs = forward.outputs(when, rows, candidates);
    for (int c = 0; c < candidates.size(); c++) {
      if (Days.of(candidates.get(c).memory.now()) <= lastDay) {
        double[] p = when.probabilities(outputs, rows, c, lastDay);
        log[c] += Math.log(Math.max(0, 1 - Arrays.stream(p, 1, p.length).sum()));
      }
    }
  }
}
