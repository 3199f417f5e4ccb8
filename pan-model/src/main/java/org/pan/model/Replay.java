package org.pan.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pan.model.constraints.ConstraintState;
import org.pan.model.heads.CodeHead;
import org.pan.model.heads.DayHead;
import org.pan.model.heads.StartHead;
import org.pan.model.heads.StaticHead;
import org.pan.model.heads.TimeOfDay;
import org.pan.model.heads.ValueHead;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.Subject;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Goes through a timeline as the sampler would and writes, for one head, a row with its target
 * wherever the head applies.
 */
public final class Replay {

  private static final BitSet NONE = new BitSet();

  private final Pan pan;
  private final Memory memory;
  private final ConstraintState constraints;

  /** How many events the constraints have seen: those before the last row that asked for them. */
  private int constrained;

  private @Nullable EncodedTimeline timeline;
  private int next;
  private int left;

  /** Whether the time of the last event has been left for another. */
  private boolean away;

  /** Events that the memory does not get to see. */
  private BitSet missed = NONE;

  public Replay(Pan pan) {
    this.pan = pan;
    this.memory = pan.memory();
    this.constraints = new ConstraintState(pan.constraints());
  }

  /**
   * Adds the rows of a timeline for a head.
   *
   * @param random chooses which static fields are given; null gives one row a field, each field
   *     given those before it, which makes the exact likelihood by the chain rule
   */
  public void rows(EncodedTimeline whole, Head head, Rows into, @Nullable SplittableRandom random) {
    begin(whole);
    while (left() > 0) {
      step(head, into, random);
    }
  }

  /** Begins another timeline. */
  public void begin(EncodedTimeline whole) {
    begin(whole, pan.inputs().of(whole));
  }

  /**
   * Begins another timeline to learn from: of a share of them, as the model's configuration has it,
   * some static fields are hidden, chosen at random.
   */
  public void begin(EncodedTimeline whole, SplittableRandom random) {
    List<String> fields = pan.inputs().hideable();
    if (fields.isEmpty() || random.nextDouble() >= pan.spec().config().hiddenShare()) {
      begin(whole);
      return;
    }
    List<String> order = new ArrayList<>(fields);
    Collections.shuffle(order, new Random(random.nextLong()));
    int count = 1 + random.nextInt(order.size());
    begin(whole, pan.inputs().of(whole, Set.copyOf(order.subList(0, count))));
  }

  /**
   * The same, with {@link Lapses} of the memory. Rows are of steps alone of which it knows what
   * came just before.
   */
  public void beginWithLapses(EncodedTimeline whole, SplittableRandom random) {
    begin(whole, random);
    miss(whole, Lapses.of(whole, random));
  }

  /** Goes through a timeline just begun as if some of its events had not been seen. */
  void miss(EncodedTimeline whole, BitSet events) {
    missed = events;
    left = steps(whole);
  }

  /** Begins another timeline, whose static fields are those of this subject. */
  public void begin(EncodedTimeline whole, Subject subject) {
    timeline = whole;
    next = 0;
    away = true;
    miss(whole, NONE);
    memory.begin(subject);
    constraints.begin(subject.staticClasses());
    constrained = 0;
  }

  /** How many rows a head can have of a timeline: those without numbers are not looked for. */
  public int mostRows(EncodedTimeline whole, Head head) {
    if (head.once()) {
      return 1;
    }
    if (head instanceof DayHead || head instanceof TimeOfDay) {
      return moments(whole, NONE) + 1;
    }
    return whole.size() + (head instanceof CodeHead && leaves() ? moments(whole, NONE) : 0);
  }

  private boolean leaves() {
    CodeHead code = pan.code();
    return code != null && code.leaves();
  }

  private int steps(EncodedTimeline whole) {
    return whole.size() + 1 + (leaves() ? moments(whole, missed) : 0);
  }

  /** At how many times events come that are not missed. */
  private static int moments(EncodedTimeline whole, BitSet missed) {
    int moments = 0;
    long last = Long.MIN_VALUE;
    for (int i = missed.nextClearBit(0); i < whole.size(); i = missed.nextClearBit(i + 1)) {
      moments += moments == 0 || whole.time()[i] != last ? 1 : 0;
      last = whole.time()[i];
    }
    return moments;
  }

  /** Whether the memory knows what came just before an event, or the end. */
  private boolean knowsTheLast(EncodedTimeline whole, int event) {
    if (event == 0 || missed.isEmpty()) {
      return true;
    }
    long last = whole.time()[event - 1];
    boolean stays = event < whole.size() && whole.time()[event] == last;
    return stays ? !missed.get(event - 1) : memory.any() && memory.now() == last;
  }

  /**
   * How many steps the timeline still has: one an event, one for its end and, where the code head
   * says so, one each time that nothing comes any more at the time of the last event.
   */
  public int left() {
    return left;
  }

  /**
   * Adds the row of the next step, or none where the head does not apply; the static fields and the
   * first event's day belong to the first step.
   *
   * @param into null to go on without a row
   * @param random as in {@link #rows}
   */
  public void step(Head head, @Nullable Rows into, @Nullable SplittableRandom random) {
    if (timeline == null || left() == 0) {
      throw new IllegalStateException("The timeline has no more steps.");
    }
    left--;
    if (!away && leaves() && (next == timeline.size() || timeline.time()[next] != memory.now())) {
      away = true;
      if (head instanceof CodeHead codes && into != null && !missed.get(next - 1)) {
        codeRow(codes, next, memory.now(), CodeHead.LEAVE, into);
      }
      return;
    }
    int i = next++;
    if (head.once()) {
      if (i == 0 && into != null) {
        first(timeline, head, into, random);
      }
      left = 0;
    } else if (i == timeline.size()) {
      if (head instanceof DayHead when && into != null && knowsTheLast(timeline, i)) {
        dayRow(when, DayHead.END, into);
      }
    } else {
      if (into != null && knowsTheLast(timeline, i)) {
        eventRow(timeline, i, head, into);
      }
      if (!missed.get(i)) {
        memory.observe(timeline.time()[i], timeline.code()[i], timeline.number()[i]);
        away = false;
      }
    }
  }

  private void first(
      EncodedTimeline whole, Head head, Rows into, @Nullable SplittableRandom random) {
    if (head instanceof StaticHead statics) {
      staticRows(whole, statics, into, random);
    } else if (head instanceof StartHead start) {
      startRow(whole, start, into);
    }
  }

  private void eventRow(EncodedTimeline whole, int i, Head head, Rows into) {
    long time = whole.time()[i];
    boolean stay = memory.any() && time == memory.now();
    if (head instanceof DayHead when && !stay) {
      dayRow(when, Days.of(time), into);
    } else if (head instanceof TimeOfDay clock && !stay) {
      int row = into.add();
      clock.write(memory, Days.of(time), into, row);
      clock.target(time, into, row);
    } else if (head instanceof CodeHead codes) {
      codeRow(codes, i, time, whole.code()[i], into);
    } else if (head instanceof ValueHead values && values.applies(whole.code()[i])) {
      int row = into.add();
      values.write(memory, whole.code()[i], time, into, row);
      values.target(memory, whole.code()[i], time, whole.number()[i], into, row);
    }
  }

  /** Of the code that comes, or that none does, after so many events. */
  private void codeRow(CodeHead codes, int events, long time, int code, Rows into) {
    int row = into.add();
    codes.write(memory, time, into, row);
    codes.close(closed(events, time), into, row);
    codes.target(code, into, row);
  }

  private int[] closed(int events, long time) {
    EncodedTimeline whole = Objects.requireNonNull(timeline);
    for (; constrained < events; constrained++) {
      constraints.observe(whole.time()[constrained], whole.code()[constrained]);
    }
    return constraints.forbidden(time);
  }

  private void dayRow(DayHead when, int outcome, Rows into) {
    if (!memory.any() && !memory.subject().startKnown()) {
      return; // the first event is the start head's
    }
    int row = into.add();
    when.write(memory, pan.spec().rules().openings(memory), into, row);
    when.target(outcome, into, row);
  }

  private void startRow(EncodedTimeline whole, StartHead start, Rows into) {
    if (memory.subject().startKnown()) {
      return;
    }
    int row = into.add();
    start.write(memory, into, row);
    start.target(whole.size() == 0 ? StartHead.NONE : Days.of(whole.time()[0]), into, row);
  }

  private void staticRows(
      EncodedTimeline whole, StaticHead statics, Rows into, @Nullable SplittableRandom random) {
    double[] numbers = java.util.Arrays.copyOf(whole.staticNumbers(), statics.fields());
    int[] classes = pan.inputs().classes(whole, numbers);
    if (random != null) {
      statics.writeRandom(classes, random, into, into.add());
      return;
    }
    for (int f = 0; f < statics.fields(); f++) {
      statics.writeTerm(classes, f, into, into.add());
    }
  }
}
