package org.pan.model.memory;

import java.util.Arrays;

/**
 * What each code a subject has had says of its coming again: how often and how long ago, whether it
 * stood in this visit and the one before, whether it followed or went with the last code the time
 * before, whether it is still to come by the {@link Visits} that began as this one, and how much of
 * them it would pass over (the pattern completion of an induction head: Olsson et al., In-context
 * Learning and Induction Heads, 2022). Where codes are many, no set of inputs holds this for all of
 * them; as features of the codes themselves they are few at each step.
 */
public final class Recall {

  /** Features of a code. */
  public static final int FEATURES = 19;

  /** Codes recalled at most: the ones seen last. */
  private static final int CAPACITY = 128;

  /** The last event with a code and the one before, its last visit and the one before. */
  private static final int STOOD = 4;

  private static final int EVENT = 0;
  private static final int EVENT_BEFORE = 1;
  private static final int VISIT = 2;
  private static final int VISIT_BEFORE = 3;

  private final MemoryLayout layout;
  private final CodeHistory history;
  private final Visits visits;
  private final int capacity;

  /** The codes seen, the latest first, by their place in the history. */
  private final int[] latest;

  private int seen;

  /** Of each place side by side, as they are looked up together: see the constants. */
  private final int[] stood;

  private final Since since = new Since();
  private final Marks marks;

  /**
   * @param history counts the codes; each event is observed there first
   * @param visits hold them in their order; each event is observed there first
   */
  Recall(MemoryLayout layout, CodeHistory history, Visits visits) {
    this.layout = layout;
    this.history = history;
    this.visits = visits;
    this.capacity = capacity(layout);
    latest = new int[layout.codes()];
    stood = new int[STOOD * layout.codes()];
    marks = new Marks(layout.codes());
  }

  /** Codes recalled at most; 0 where every code has inputs of its own. */
  public static int capacity(MemoryLayout layout) {
    return layout.tracksAll() ? 0 : Math.min(layout.codes(), CAPACITY);
  }

  void begin() {
    seen = 0;
  }

  void observe(int code) {
    if (capacity == 0) {
      return;
    }
    int visit = visits.visit();
    int place = history.place(code);
    int at = STOOD * place;
    boolean first = history.countIn(place) == 1;
    moveToFront(place, first);
    stood[at + EVENT_BEFORE] = first ? -1 : stood[at + EVENT];
    stood[at + EVENT] = visits.size() - 1;
    if (first) {
      stood[at + VISIT_BEFORE] = -1;
      stood[at + VISIT] = visit;
    } else if (stood[at + VISIT] != visit) {
      stood[at + VISIT_BEFORE] = stood[at + VISIT];
      stood[at + VISIT] = visit;
    }
  }

  private void moveToFront(int place, boolean first) {
    int at = first ? seen++ : 0;
    while (!first && latest[at] != place) {
      at++;
    }
    System.arraycopy(latest, 0, latest, 1, at);
    latest[0] = place;
  }

  /**
   * Writes the codes recalled at a moment and their features; places left over get code V and
   * zeros.
   *
   * @param ids takes {@link #capacity} codes
   * @param features takes {@link #FEATURES} for each of them
   */
  void write(long moment, int[] ids, int idsAt, float[] features, int featuresAt) {
    int used = Math.min(seen, capacity);
    since.begin(moment);
    mark(moment);
    boolean stay = visits.stay(moment);
    for (int s = 0; s < used; s++) {
      ids[idsAt + s] = history.seen()[latest[s]];
      feature(latest[s], stay, features, featuresAt + s * FEATURES);
    }
    Arrays.fill(ids, idsAt + used, idsAt + capacity, layout.codes());
    Arrays.fill(features, featuresAt + used * FEATURES, featuresAt + capacity * FEATURES, 0f);
  }

  /** Marks what the last code and the precedent say: the same of all codes, so once. */
  private void mark(long moment) {
    marks.clear();
    if (visits.size() == 0) {
      return;
    }
    int last = STOOD * history.place(visits.code(visits.size() - 1));
    marks.add(Marks.COMPANION, stood[last + VISIT_BEFORE]);
    int follower = stood[last + EVENT_BEFORE] + 1;
    if (follower > 0) {
      boolean sameVisit = visits.visitOf(follower - 1) == visits.visitOf(follower);
      marks.add(sameVisit ? Marks.FOLLOWER : Marks.LATER_FOLLOWER, follower, follower + 1);
    }
    if (visits.stay(moment)) {
      marks.add(Marks.USUAL, visits.precedentBefore());
      marks.add(Marks.EXPECTED, visits.cursor(), visits.end(visits.precedent()));
    }
  }

  private void feature(int place, boolean stay, float[] out, int at) {
    since.moveTo(history.lastTimeIn(place));
    int visit = visits.visit();
    int last = stood[STOOD * place + VISIT];
    int lastBefore = stood[STOOD * place + VISIT_BEFORE];
    boolean now = stay && last == visit;
    int previous = stay ? visit - 1 : visit;
    int i = at;
    out[i++] = 1;
    out[i++] = (float) Log.onePlus(history.countIn(place));
    out[i++] = now ? 1 : 0;
    out[i++] = (now ? lastBefore : last) == previous ? 1 : 0;
    out[i++] = since.brief;
    out[i++] = since.lasting;
    out[i++] = since.log;
    out[i++] = marks.has(Marks.FOLLOWER, place) ? 1 : 0;
    out[i++] = marks.has(Marks.LATER_FOLLOWER, place) ? 1 : 0;
    out[i++] = marks.has(Marks.COMPANION, place) ? 1 : 0;
    boolean again = history.daysIn(place) > 1;
    int gap = history.lastGapIn(place);
    out[i++] = again ? 1 : 0;
    out[i++] = since.sameTime ? 1 : 0;
    out[i++] = again && since.gap == gap ? 1 : 0;
    out[i++] = again ? nearness(since.days + 1, gap + 1.0) : 0;
    boolean expected = marks.has(Marks.EXPECTED, place);
    int event = expected ? marks.event(place) : visits.cursor();
    out[i++] = expected && event == visits.cursor() ? 1 : 0;
    out[i++] = expected ? 1 : 0;
    out[i++] = !now && marks.has(Marks.USUAL, place) ? 1 : 0;
    out[i++] = (float) Log.onePlus(event - visits.cursor());
    out[i] = (float) Log.onePlus(visits.usualBefore(event));
  }

  /** How near two lengths of time are: exp(-3 |log(a / b)|). */
  private static float nearness(double a, double b) {
    double ratio = a < b ? a / b : b / a;
    return (float) (ratio * ratio * ratio);
  }

  /** What depends on when a code was seen last alone: those of one visit have it in common. */
  private final class Since {

    private long moment;
    private int today;
    private long last;
    private boolean any;
    private double days;
    private int gap;
    private float brief;
    private float lasting;
    private float log;
    private boolean sameTime;

    void begin(long at) {
      any = false;
      moment = at;
      today = Days.of(at);
    }

    void moveTo(long time) {
      if (any && time == last) {
        return;
      }
      any = true;
      last = time;
      gap = today - Days.of(time);
      days = Math.max(0, (moment - time) / (double) Days.MICROS);
      brief = (float) Math.exp(-days / layout.halfLifeDays()[0]);
      lasting = (float) Math.exp(-days / layout.recencyDays());
      log = (float) (Log.onePlus(days) / 4 - 1);
      sameTime = layout.timed() && moment > time && Days.sameTimeOfDay(moment, time);
    }
  }

  /** Sets of places, emptied in one step. */
  private final class Marks {

    /** Followed the last code the time before, in its visit or as the first of the next. */
    static final int FOLLOWER = 1;

    static final int LATER_FOLLOWER = 2;

    /** Went with the last code in the last visit before that had it. */
    static final int COMPANION = 4;

    /** Is still to come in the precedent. */
    static final int EXPECTED = 8;

    /** Stood in the precedent's own precedent. */
    static final int USUAL = 16;

    private static final int SETS = 32;

    private final int[] marks;
    private final int[] events;
    private int stamp;

    Marks(int codes) {
      marks = new int[codes];
      events = new int[codes];
    }

    void clear() {
      stamp += SETS;
      if (stamp < 0) {
        Arrays.fill(marks, 0);
        stamp = SETS;
      }
    }

    boolean has(int set, int place) {
      int mark = marks[place];
      return mark >= stamp && (mark & set) != 0;
    }

    /** Adds the codes of a visit; of none where it is -1. */
    void add(int set, int visit) {
      add(set, visits.begin(visit), visits.end(visit));
    }

    /** Adds the codes of some events. */
    void add(int set, int from, int to) {
      for (int i = to - 1; i >= from; i--) {
        int place = history.place(visits.code(i));
        marks[place] = Math.max(marks[place], stamp) | set;
        events[place] = i;
      }
    }

    /** The first event with the code in the set added last. */
    int event(int place) {
      return events[place];
    }
  }
}
