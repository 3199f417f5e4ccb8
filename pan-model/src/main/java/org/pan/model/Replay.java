package org.pan.model;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pan.model.heads.CodeHead;
import org.pan.model.heads.DayHead;
import org.pan.model.heads.StartHead;
import org.pan.model.heads.StaticHead;
import org.pan.model.heads.TimeOfDay;
import org.pan.model.heads.ValueHead;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Goes through a timeline as the sampler would and writes, for one head, a row with its target
 * wherever the head applies.
 */
public final class Replay {

  private final Pan pan;
  private final Memory memory;
  private final int[] scratch;

  public Replay(Pan pan) {
    this.pan = pan;
    this.memory = pan.memory();
    this.scratch = new int[pan.spec().rules().words()];
  }

  /**
   * Adds the rows of a timeline for a head.
   *
   * @param random chooses which static fields are given; null gives one row a field, each field
   *     given those before it, which makes the exact likelihood by the chain rule
   */
  public void rows(
      EncodedTimeline timeline, Head head, Rows into, @Nullable SplittableRandom random) {
    if (head instanceof StaticHead statics) {
      staticRows(timeline, statics, into, random);
      return;
    }
    memory.begin(pan.inputs().of(timeline));
    if (head instanceof StartHead start) {
      startRow(timeline, start, into);
      return;
    }
    for (int i = 0; i < timeline.size(); i++) {
      long time = timeline.time()[i];
      boolean stay = memory.any() && time == memory.now();
      if (head instanceof DayHead when) {
        dayRow(when, stay ? DayHead.STAY : Days.of(time), into);
      } else if (head instanceof TimeOfDay clock && !stay) {
        int row = into.add();
        clock.write(memory, Days.of(time), into, row);
        clock.target(time, into, row);
      } else if (head instanceof CodeHead codes) {
        int row = into.add();
        codes.write(memory, time, into, row);
        codes.target(timeline.code()[i], into, row);
      } else if (head instanceof ValueHead values && values.applies(timeline.code()[i])) {
        int row = into.add();
        values.write(memory, timeline.code()[i], time, into, row);
        values.target(memory, timeline.code()[i], time, timeline.number()[i], into, row);
      }
      memory.observe(time, timeline.code()[i], timeline.number()[i]);
    }
    if (head instanceof DayHead when) {
      dayRow(when, DayHead.END, into);
    }
  }

  private void dayRow(DayHead when, int outcome, Rows into) {
    if (!memory.any() && !memory.subject().startKnown()) {
      return; // the first event is the start head's
    }
    int row = into.add();
    when.write(memory, pan.spec().rules().openings(memory, scratch), into, row);
    when.target(outcome, into, row);
  }

  private void startRow(EncodedTimeline timeline, StartHead start, Rows into) {
    if (memory.subject().startKnown()) {
      return;
    }
    int row = into.add();
    start.write(memory, into, row);
    start.target(timeline.size() == 0 ? StartHead.NONE : Days.of(timeline.time()[0]), into, row);
  }

  private void staticRows(
      EncodedTimeline timeline, StaticHead statics, Rows into, @Nullable SplittableRandom random) {
    double[] numbers = java.util.Arrays.copyOf(timeline.staticNumbers(), statics.fields());
    int[] classes = pan.inputs().classes(timeline, numbers);
    if (random != null) {
      statics.writeRandom(classes, random, into, into.add());
      return;
    }
    for (int f = 0; f < statics.fields(); f++) {
      statics.writeTerm(classes, f, into, into.add());
    }
  }
}
