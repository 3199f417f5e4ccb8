package org.pan.sampling.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pan.model.Openings;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.model.SubjectInputs;
import org.pan.model.constraints.ConstraintMasks;
import org.pan.model.constraints.ConstraintState;
import org.pan.model.heads.CodeHead;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.Subject;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.StaticCondition;

/** A patient being drawn. Used again for the next one when this one is whole. */
final class Slot {

  final Memory memory;

  /** What of the model's constraints is kept. */
  final ConstraintState constraints;

  /** All of them; the same where all are kept. */
  private final ConstraintState learnt;

  /** Each of these once. */
  private final List<ConstraintState> states;

  /** What recurrent heads carry, by head, and what they carried before this step. */
  final Map<String, float[]> carried = new HashMap<>();

  private final Map<String, float[]> before = new HashMap<>();
  final int[] classes;
  final double[] numbers;
  final boolean[] known;
  long patient;
  int attempt;
  int attemptsLeft;

  /** How often the patient was drawn before and did not meet the wanted history. */
  int redraws;

  /** Events looked at by the wanted history, and which of its codes they had. */
  int looked;

  long met;

  /** How many forced events have come or can no longer come, and whether the next comes now. */
  int forced;

  boolean forcing;

  /** How many static fields have changed, and whether nothing comes in this step for that. */
  int changes;

  boolean waits;

  /** Moments at which nothing came as no code was left. */
  private int dropped;

  StaticCondition condition = StaticCondition.NONE;

  /** The fields of the condition that {@link Guidance} hides for comparison. */
  Set<String> hidden = Set.of();

  /** The patient without these fields, or null where there are none. */
  @Nullable Subject unguided;

  @Nullable Past past;
  private int after = Subject.NO_DAY;

  /** Which ways are open to the next time something comes. */
  Openings openings = new Openings(true, true);

  long moment;
  int day;
  int code;
  boolean stays;
  boolean done;
  private long[] times = new long[64];
  private int[] codes = new int[64];
  private double[] values = new double[64];
  private int size;

  /**
   * @param kept the constraints of the model that are kept, the same object if all of them are
   */
  Slot(Pan pan, int fields, ConstraintMasks kept) {
    this.memory = pan.memory();
    this.learnt = new ConstraintState(pan.constraints());
    this.constraints = kept == pan.constraints() ? learnt : new ConstraintState(kept);
    this.states = constraints == learnt ? List.of(learnt) : List.of(learnt, constraints);
    this.classes = new int[fields];
    this.numbers = new double[fields];
    this.known = new boolean[fields];
  }

  void begin(long number, Draft draft) {
    patient = number;
    condition = draft.condition();
    past = draft.past();
    attempt = 0;
    redraws = 0;
    clear();
  }

  /** Begins the same patient again, with other random numbers. */
  void redraw() {
    attempt++;
    redraws++;
    clear();
  }

  private void clear() {
    after = Subject.NO_DAY;
    stays = false;
    done = false;
    size = 0;
    looked = 0;
    met = 0;
    forced = 0;
    forcing = false;
    changes = 0;
    waits = false;
    dropped = 0;
    carried.clear();
    before.clear();
    forgetStatics();
  }

  void forgetStatics() {
    Arrays.fill(known, false);
    Arrays.fill(numbers, Double.NaN);
    Arrays.fill(classes, 0);
  }

  int size() {
    return size;
  }

  long time(int event) {
    return times[event];
  }

  int code(int event) {
    return codes[event];
  }

  /** Counts the steps, apart for each time the patient is drawn. */
  long step() {
    return size + dropped + ((long) redraws << 32);
  }

  /** Observes the given past, so that the next event comes after its last day. */
  void replay(Past given) {
    EncodedTimeline events = given.encoded();
    for (int i = 0; i < events.size(); i++) {
      moment = events.time()[i];
      code = events.code()[i];
      observe(events.number()[i]);
    }
    after = given.day();
  }

  /** The patient's static fields are these. */
  void hide(SubjectInputs inputs, int[] shown, double[] shownNumbers) {
    Subject known = memory.subject();
    unguided =
        hidden.isEmpty()
            ? null
            : inputs.subject(shown, shownNumbers, known.start(), known.end(), hidden);
  }

  /** The constraints begin with the subject of the memory. */
  void beginConstraints() {
    states.forEach(state -> state.begin(memory.subject().staticClasses()));
  }

  /** The subject of the memory is another from now on. */
  void changeConstraints() {
    states.forEach(state -> state.change(memory.subject().staticClasses()));
  }

  /** Writes what the constraints say of the code that comes at the moment. */
  void constrain(CodeHead code, Rows into, int row) {
    int[] closed = learnt.forbidden(moment);
    code.close(closed, into, row);
    code.forbid(constraints == learnt ? closed : constraints.forbidden(moment), into, row);
  }

  /** Begins a step. */
  void beginStep() {
    waits = false;
    stays = false;
    before.clear();
  }

  /** A recurrent head carries this on. */
  void carry(String head, float[] state) {
    float[] last = carried.put(head, state);
    before.put(head, last == null ? new float[state.length] : last);
  }

  /** Nothing comes at this moment after all: the next event comes after its day. */
  void drop() {
    nothing(day);
  }

  private void nothing(int last) {
    after = last;
    dropped++;
    carried.putAll(before);
  }

  /** Nothing comes in this step: the next event comes after a day, and after the given past. */
  void waitUntilAfter(int last) {
    nothing(past == null ? last : Math.max(last, past.day()));
    waits = true;
  }

  /** Whether the next event may come at the time of the last. */
  boolean mayStay() {
    return memory.any() && after == Subject.NO_DAY;
  }

  /** Stays at the time of the last event. */
  void stay() {
    stays = true;
    moment = memory.now();
    day = Days.of(moment);
  }

  /**
   * Nothing more comes at the time of the last event; what recurrent heads have seen of it stays.
   */
  void leave() {
    stays = false;
    before.clear();
  }

  /** Whether an event comes in this step. */
  boolean lands() {
    return !done && !waits;
  }

  /** Whether one comes at another time than that of the last. */
  boolean moves() {
    return lands() && !stays;
  }

  /** The day after which the next event must come, once; {@link Subject#NO_DAY} for any. */
  int takeAfter() {
    int day = after;
    after = Subject.NO_DAY;
    return day;
  }

  void observe(double number) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      codes = Arrays.copyOf(codes, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    times[size] = moment;
    codes[size] = code;
    values[size++] = number;
    memory.observe(moment, code, number);
    states.forEach(state -> state.observe(moment, code));
  }

  EncodedTimeline timeline(int statics) {
    return new EncodedTimeline(
        Long.toString(patient + 1),
        Arrays.copyOf(classes, statics),
        Arrays.copyOf(numbers, statics),
        memory.subject().start(),
        memory.subject().end(),
        Arrays.copyOf(times, size),
        Arrays.copyOf(codes, size),
        Arrays.copyOf(values, size));
  }
}
