package org.pan.model.memory;

import java.util.Arrays;

/**
 * What each code a subject has had says of its coming again: how often and how long ago, whether it
 * stood in this visit and the one before, whether it followed or went with the last code the time
 * before, and whether it is still to come by the {@link Visits} that began as this one (the pattern
 * completion of an induction head: Olsson et al., In-context Learning and Induction Heads, 2022).
 * Where codes are many, no set of inputs holds this for all of them; as features of the codes
 * themselves they are few at each step.
 */
public final class Recall {

  /** Features of a code. */
  public static final int FEATURES = 17;

  /** Codes recalled at most: the ones seen last. */
  private static final int CAPACITY = 128;

  private final MemoryLayout layout;
  private final CodeHistory history;
  private final Visits visits;
  private final int capacity;
  private final int[] latest;
  private int seen;
  private final long[] lastTime;
  private final int[] lastGap;
  private final int[] lastAt;
  private final int[] beforeAt;
  private final int[] lastVisit;
  private final int[] visitBefore;
  private final Since since = new Since();
  private final Marks companions;
  private final Marks expected;
  private final Marks usual;

  /**
   * @param history counts the codes; each event is observed there first
   * @param visits hold them in their order; each event is observed there first
   */
  Recall(MemoryLayout layout, CodeHistory history, Visits visits) {
    int all = layout.codes();
    this.layout = layout;
    this.history = history;
    this.visits = visits;
    this.capacity = capacity(layout);
    latest = new int[all];
    lastTime = new long[all];
    lastGap = new int[all];
    lastAt = new int[all];
    beforeAt = new int[all];
    lastVisit = new int[all];
    visitBefore = new int[all];
    companions = new Marks(all);
    expected = new Marks(all);
    usual = new Marks(all);
  }

  /** Codes recalled at most; 0 where every code has inputs of its own. */
  public static int capacity(MemoryLayout layout) {
    return layout.embeddingWidth() == 0 ? 0 : Math.min(layout.codes(), CAPACITY);
  }

  void begin() {
    seen = 0;
  }

  void observe(long time, int code) {
    if (capacity == 0) {
      return;
    }
    int visit = visits.visit();
    boolean first = history.count(code) == 1;
    moveToFront(code, first);
    if (first) {
      lastGap[code] = 0;
      beforeAt[code] = -1;
      visitBefore[code] = -1;
      lastVisit[code] = visit;
    } else {
      int gap = Days.of(time) - Days.of(lastTime[code]);
      if (gap > 0) {
        lastGap[code] = gap;
      }
      beforeAt[code] = lastAt[code];
      if (lastVisit[code] != visit) {
        visitBefore[code] = lastVisit[code];
        lastVisit[code] = visit;
      }
    }
    lastTime[code] = time;
    lastAt[code] = visits.size() - 1;
  }

  private void moveToFront(int code, boolean first) {
    int at = first ? seen++ : 0;
    while (!first && latest[at] != code) {
      at++;
    }
    System.arraycopy(latest, 0, latest, 1, at);
    latest[0] = code;
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
    since.begin();
    mark(moment);
    for (int s = 0; s < used; s++) {
      ids[idsAt + s] = latest[s];
      feature(latest[s], moment, features, featuresAt + s * FEATURES);
    }
    Arrays.fill(ids, idsAt + used, idsAt + capacity, layout.codes());
    Arrays.fill(features, featuresAt + used * FEATURES, featuresAt + capacity * FEATURES, 0f);
  }

  /**
   * Marks the codes that went with the last code in the last visit before that had it, those of the
   * precedent that are still to come, and those of its own precedent.
   */
  private void mark(long moment) {
    companions.clear();
    expected.clear();
    usual.clear();
    if (visits.size() == 0) {
      return;
    }
    companions.add(visits, visitBefore[visits.code(visits.size() - 1)]);
    if (visits.stay(moment)) {
      expected.add(visits, visits.cursor(), visits.end(visits.precedent()));
      usual.add(visits, visits.precedentBefore());
    }
  }

  private void feature(int code, long moment, float[] out, int at) {
    since.moveTo(lastTime[code], moment);
    boolean stay = visits.stay(moment);
    int visit = visits.visit();
    int before = beforeAt[visits.code(visits.size() - 1)];
    boolean follows = before >= 0 && visits.code(before + 1) == code;
    boolean sameVisit = follows && visits.visitOf(before) == visits.visitOf(before + 1);
    boolean now = stay && lastVisit[code] == visit;
    int previous = stay ? visit - 1 : visit;
    int i = at;
    out[i++] = 1;
    out[i++] = (float) Log.onePlus(history.count(code));
    out[i++] = now ? 1 : 0;
    out[i++] = (now ? visitBefore[code] : lastVisit[code]) == previous ? 1 : 0;
    out[i++] = since.brief;
    out[i++] = since.lasting;
    out[i++] = since.log;
    out[i++] = sameVisit ? 1 : 0;
    out[i++] = follows && !sameVisit ? 1 : 0;
    out[i++] = companions.has(code) ? 1 : 0;
    boolean again = history.days(code) > 1;
    out[i++] = again ? 1 : 0;
    out[i++] = since.sameTime ? 1 : 0;
    out[i++] = again && Days.of(moment) - Days.of(lastTime[code]) == lastGap[code] ? 1 : 0;
    out[i++] = again ? nearness(since.days + 1, lastGap[code] + 1.0) : 0;
    out[i++] = visits.next(moment) == code ? 1 : 0;
    out[i++] = expected.has(code) ? 1 : 0;
    out[i] = !now && usual.has(code) ? 1 : 0;
  }

  /** How near two lengths of time are: exp(-3 |log(a / b)|). */
  private static float nearness(double a, double b) {
    double ratio = a < b ? a / b : b / a;
    return (float) (ratio * ratio * ratio);
  }

  /** What depends on when a code was seen last alone: those of one visit have it in common. */
  private final class Since {

    private long last;
    private boolean any;
    private double days;
    private float brief;
    private float lasting;
    private float log;
    private boolean sameTime;

    void begin() {
      any = false;
    }

    void moveTo(long time, long moment) {
      if (any && time == last) {
        return;
      }
      any = true;
      last = time;
      days = Math.max(0, (moment - time) / (double) Days.MICROS);
      brief = (float) Math.exp(-days / layout.halfLifeDays()[0]);
      lasting = (float) Math.exp(-days / layout.recencyDays());
      log = (float) (Log.onePlus(days) / 4 - 1);
      sameTime = layout.timed() && moment > time && Days.sameTimeOfDay(moment, time);
    }
  }

  /** A set of codes, emptied in one step. */
  private static final class Marks {

    private final int[] stamps;
    private int stamp;

    Marks(int codes) {
      stamps = new int[codes];
    }

    void clear() {
      stamp++;
    }

    boolean has(int code) {
      return stamps[code] == stamp;
    }

    /** Adds the codes of a visit; of none where it is -1. */
    void add(Visits visits, int visit) {
      if (visit >= 0) {
        add(visits, visits.begin(visit), visits.end(visit));
      }
    }

    void add(Visits visits, int from, int to) {
      for (int i = from; i < to; i++) {
        stamps[visits.code(i)] = stamp;
      }
    }
  }
}
