package org.pan.model.memory;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.NumberCoding;

/**
 * One subject's past as the network sees it. Begin with a subject, observe its events in order, and
 * write the inputs of the next step at any moment from the last event on. Reused from subject to
 * subject; not safe for use by several threads.
 */
public final class Memory {

  /** Inputs that say how far the landing lies from the last event. */
  private static final int LANDING = 9;

  /** Codes of {@link #writeNextCodes}. */
  public static final int NEXT_CODES = CodeHistory.RECENT + 2;

  /** Codes just before, of {@link #writeLastCodes}. */
  private static final int LAST = 2;

  /** Times of day that {@link #repeats} gives, and those it gives more where hours matter. */
  private static final int REPEATS = 4;

  private final MemoryLayout layout;
  private final Clock clock;
  private final Rhythm rhythm;
  private final CodeHistory codes;
  private final Visits visits;
  private final TimesOfDay timesOfDay = new TimesOfDay();
  private final Intraday intraday;
  private final Pending pending;
  private final Recall recall;
  private final ValueHistory values;
  private final @Nullable NumberCoding[] numbers;
  private final SeriesMemory series;

  /** What was written last, which heads that ask of the same moment get again. */
  private final float[] written;

  private long writtenMoment;
  private boolean changed = true;
  private final int staticSize;
  private @Nullable Subject subject;
  private long declaredStart;

  /**
   * @param layout what to keep
   * @param priors what is expected of a subject by its statics
   * @param encoding gives the scale of each code's numbers
   * @param staticSize number of static inputs
   * @param forecasts the fitted forecasts by code; a series without one is not forecast
   */
  public Memory(
      MemoryLayout layout,
      Priors priors,
      Encoding encoding,
      int staticSize,
      Map<Integer, SeriesForecast> forecasts) {
    this.layout = layout;
    this.staticSize = staticSize;
    clock = new Clock(layout);
    rhythm = new Rhythm(layout, priors.intensity());
    codes = new CodeHistory(layout);
    visits = new Visits(layout.codes());
    intraday = new Intraday(layout);
    pending = new Pending(layout, codes, visits);
    recall = new Recall(layout, codes, visits);
    values = new ValueHistory(layout, priors.levels());
    numbers = new NumberCoding[layout.codes()];
    for (int c = 0; c < layout.codes(); c++) {
      numbers[c] = encoding.numbers(c);
    }
    series = new SeriesMemory(layout, staticSize, forecasts);
    written = new float[size()];
  }

  /** Forgets everything and begins another subject. */
  public void begin(Subject next) {
    changed = true;
    subject = next;
    declaredStart = next.start();
    rhythm.begin(next);
    codes.begin();
    visits.begin();
    timesOfDay.begin();
    intraday.begin();
    pending.begin();
    recall.begin();
    values.begin();
    series.begin(next);
  }

  /** The subject is another from now on, with the same past. */
  public void change(Subject next) {
    changed = true;
    subject = next;
    rhythm.change(next);
    series.change(next);
  }

  /** Adds the next event. */
  public void observe(long time, int code, double number) {
    changed = true;
    rhythm.observe(time);
    codes.observe(time, code);
    visits.observe(time, code);
    if (layout.timed()) {
      timesOfDay.observe(time);
    }
    if (layout.intraday()) {
      intraday.observe(time);
    }
    pending.observe(code);
    recall.observe(code);
    values.moveTo(time);
    NumberCoding coding = numbers[code];
    if (coding != null && !Double.isNaN(number)) {
      double score = coding.zScore(number);
      values.observe(time, code, number, score);
      series.observe(time, code, score);
    }
  }

  /** The subject begun last. */
  public Subject subject() {
    if (subject == null) {
      throw new IllegalStateException("Begin a subject first.");
    }
    return subject;
  }

  /** Whether there has been an event. */
  public boolean any() {
    return rhythm.any();
  }

  /**
   * Time of the last event, or where there was none the start of observation or, that unknown too,
   * day zero.
   */
  public long now() {
    return rhythm.any() ? rhythm.lastTime() : declaredStart == Subject.UNKNOWN ? 0 : declaredStart;
  }

  /** Log of the visits a day to be expected of the subject after the last event. */
  public double logIntensity() {
    return rhythm.logIntensity(subject(), now());
  }

  /** The number of visits so far. */
  public int visits() {
    return rhythm.visits();
  }

  /** Writes the number of visits so far on each weekday. */
  public void writeVisitsByWeekday(float[] out, int at) {
    int[] counts = rhythm.weekdayCounts();
    for (int w = 0; w < counts.length; w++) {
      out[at + w] = counts[w];
    }
  }

  /** The number of events so far. */
  public int events() {
    return rhythm.events();
  }

  /** The number of inputs of {@link #write}. */
  public int size() {
    return staticSize
        + clock.size()
        + rhythm.size()
        + codes.size()
        + Visits.SIZE
        + values.size()
        + LANDING
        + (layout.timed() ? TimesOfDay.SIZE : 0)
        + Intraday.size(layout)
        + layout.recurrences().count();
  }

  /**
   * Writes the past as seen at a moment, which is the last event's time or the landing time of the
   * next; gives the next free place.
   */
  public int write(long moment, float[] out, int at) {
    if (changed || moment != writtenMoment) {
      compute(moment, written, 0);
      writtenMoment = moment;
      changed = false;
    }
    System.arraycopy(written, 0, out, at, written.length);
    return at + written.length;
  }

  private void compute(long moment, float[] out, int at) {
    float[] statics = subject().statics();
    System.arraycopy(statics, 0, out, at, staticSize);
    int i = at + staticSize;
    i = clock.write(subject(), origin(moment), moment, out, i);
    i = rhythm.write(subject(), moment, out, i);
    i = codes.write(moment, out, i);
    i = visits.write(moment, out, i);
    i = values.write(out, i);
    i = writeLanding(moment, out, i);
    i = layout.timed() ? timesOfDay.write(moment, out, i) : i;
    i = layout.intraday() ? intraday.write(moment, out, i) : i;
    int day = Days.of(moment);
    for (int r = 0; r < layout.recurrences().count(); r++) {
      out[i++] = dueDay(r) == day ? 1 : 0;
    }
  }

  /** The day the code of a recurrence is due; {@link Subject#NO_DAY} if it was never seen. */
  private int dueDay(int recurrence) {
    int code = layout.recurrences().codes()[recurrence];
    int place = codes.place(code);
    if (place == CodeHistory.NEVER) {
      return Subject.NO_DAY;
    }
    int days = layout.recurrences().days()[recurrence];
    int gap = days == Recurrences.AS_LAST ? codes.lastGapIn(place) : days;
    return gap == 0 ? Subject.NO_DAY : codes.lastDayIn(place) + gap;
  }

  /** Writes the day each of the {@link Recurrences} is due, or {@link Subject#NO_DAY}. */
  public void writeDueDays(int[] out, int at) {
    for (int r = 0; r < layout.recurrences().count(); r++) {
      out[at + r] = dueDay(r);
    }
  }

  /**
   * The times of day that an event on this day is the likeliest to repeat, each once: that of a
   * code that is due, the last event's, the usual one of the weekday, the usual one of all days;
   * where hours matter, on the day after the last event's the first with the usual minute of the
   * hour and the one at which the last lapse is over again.
   *
   * @param times takes {@link #repeats(MemoryLayout)} times of day in microseconds, -1 where there
   *     is none
   */
  public void repeats(int day, long[] times) {
    Arrays.fill(times, TimesOfDay.NONE);
    if (!rhythm.any()) {
      return;
    }
    for (int r = layout.recurrences().count() - 1; r >= 0; r--) {
      if (dueDay(r) == day) {
        int place = codes.place(layout.recurrences().codes()[r]);
        times[0] = Days.timeOfDay(codes.lastTimeIn(place));
      }
    }
    times[1] = Days.timeOfDay(now());
    times[2] = timesOfDay.usual(Days.weekday(day));
    times[3] = timesOfDay.usual();
    if (layout.intraday() && day == Days.of(now()) + 1) {
      intraday.repeatsTomorrow(times, REPEATS);
    }
    dropAgain(times);
  }

  /** Each time once. */
  private static void dropAgain(long[] times) {
    for (int k = 1; k < times.length; k++) {
      for (int before = 0; before < k; before++) {
        if (times[before] == times[k]) {
          times[k] = TimesOfDay.NONE;
        }
      }
    }
  }

  /**
   * The same of the last event's own day, where hours matter: the time at which the last lapse is
   * over again, the next of those of the day before, the next ones with the usual minute of the
   * hour.
   *
   * @param times takes {@link #repeats(MemoryLayout)} times of day in microseconds, -1 where there
   *     is none
   */
  public void repeatsToday(long[] times) {
    Arrays.fill(times, TimesOfDay.NONE);
    if (rhythm.any()) {
      intraday.repeats(times);
      dropAgain(times);
    }
  }

  /** How many times of day can be repeated. */
  public static int repeats(MemoryLayout layout) {
    return REPEATS + (layout.intraday() ? Intraday.TOMORROW : 0);
  }

  /** Inputs of a time of day that can be repeated. */
  public static int perRepeat(MemoryLayout layout) {
    return TimesOfDay.PER_TIME + (layout.intraday() ? 1 : 0);
  }

  /**
   * Writes of each time of day that can be repeated on a day whether there is one, how often the
   * subject has come at it, how often on that weekday, and where hours matter how far it lies from
   * the last event's; gives the next free place.
   */
  public int writeRepeats(int day, long[] times, float[] out, int at) {
    int i = at;
    for (long time : times) {
      i = timesOfDay.write(time, Days.weekday(day), out, i);
      if (layout.intraday()) {
        double lapse = day - Days.of(now()) + (time - Days.timeOfDay(now())) / (double) Days.MICROS;
        out[i++] = time < 0 ? 0 : Intraday.log(Math.max(0, lapse), layout);
      }
    }
    return i;
  }

  private long origin(long moment) {
    return subject().startKnown() ? subject().start() : rhythm.any() ? rhythm.firstTime() : moment;
  }

  private int writeLanding(long moment, float[] out, int at) {
    int i = at;
    double elapsed =
        rhythm.any() ? Math.max(0, (moment - rhythm.lastTime()) / (double) Days.MICROS) : 0;
    int gap = rhythm.any() ? Days.of(moment) - Days.of(rhythm.lastTime()) : 0;
    out[i++] = (float) Log.onePlus(elapsed);
    out[i++] = (float) Log.onePlus(elapsed * 24);
    out[i++] = elapsed == 0 ? 1 : 0;
    out[i++] = gap > 0 && gap % 7 == 0 ? 1 : 0;
    out[i++] = gap > 0 && gap < 7 ? 1 : 0;
    out[i++] = gap == 1 ? 1 : 0;
    out[i++] = gap >= 350 && gap <= 380 ? 1 : 0;
    out[i++] = gap == 0 && elapsed > 0 ? 1 : 0;
    boolean sameTime = layout.timed() && gap > 0 && Days.sameTimeOfDay(moment, rhythm.lastTime());
    out[i++] = sameTime ? 1 : 0;
    return i;
  }

  /** The number of inputs of {@link #writeFocus}. */
  public int focusSize() {
    return values.focusSize();
  }

  /** Writes the past numbers of one code; gives the next free place. */
  public int writeFocus(int code, long moment, float[] out, int at) {
    return values.writeFocus(subject(), code, moment, out, at);
  }

  /** The past of the codes that are series. */
  public SeriesMemory series() {
    return series;
  }

  /** How often the code was seen. */
  public int count(int code) {
    return codes.count(code);
  }

  /** On how many days the code was seen. */
  public int days(int code) {
    return codes.days(code);
  }

  /** How often the code was seen at exactly this time. */
  public int countAt(int code, long moment) {
    return rhythm.any() && rhythm.lastTime() == moment ? codes.countToday(code) : 0;
  }

  /** Whether the code was seen on that day. */
  public boolean seenOn(int code, int day) {
    int place = codes.place(code);
    return place != CodeHistory.NEVER && codes.lastDayIn(place) == day;
  }

  /** The last code; V where there is none. */
  public int last() {
    return codes.recent(0);
  }

  /**
   * Writes the last codes, the latest first, then which comes next in the last visit that began as
   * the one that goes on, and which of those that stood in the one before it too; V where there is
   * none. Gives the next free place.
   *
   * @param out takes {@link #NEXT_CODES}
   */
  public int writeNextCodes(long moment, int[] out, int at) {
    int i = writeRecent(CodeHistory.RECENT, out, at);
    out[i++] = visits.next(moment);
    out[i++] = visits.nextUsual(moment);
    return i;
  }

  /** How many codes {@link #writeLastCodes} gives. */
  public static int lastCodes(MemoryLayout layout) {
    return LAST + (layout.tracksAll() ? 0 : Visits.ENDS_SIZE);
  }

  /**
   * Writes the last codes, the latest first. Where not every code is tracked, the codes with which
   * the visits before began and ended follow; V where there is none. Gives the next free place.
   *
   * @param out takes {@link #lastCodes}
   */
  public int writeLastCodes(int[] out, int at) {
    int i = writeRecent(LAST, out, at);
    return layout.tracksAll() ? i : visits.writeEnds(out, i);
  }

  private int writeRecent(int count, int[] out, int at) {
    for (int back = 0; back < count; back++) {
      out[at + back] = codes.recent(back);
    }
    return at + count;
  }

  /**
   * Writes which codes are recalled and which are pending at a moment and what is known of each;
   * see {@link Recall} and {@link Pending}.
   *
   * @param ids takes {@link Recall#capacity} and {@link Pending#capacity} codes, V where there are
   *     fewer
   * @param features takes {@link Recall#FEATURES} floats for each of the former and {@link
   *     Pending#FEATURES} for each of the latter
   */
  public void writeCodeFeatures(
      long moment, int[] ids, int idsAt, float[] features, int featuresAt) {
    int recalled = Recall.capacity(layout);
    recall.write(moment, ids, idsAt, features, featuresAt);
    pending.write(moment, ids, idsAt + recalled, features, featuresAt + recalled * Recall.FEATURES);
  }

  /** Codes seen so far in order of first sight; the first {@link #distinct()} are in use. */
  public int[] seen() {
    return codes.seen();
  }

  public int distinct() {
    return codes.distinct();
  }

  /** The number of the event before at this same time, or NaN. */
  public double previousNumber(long moment) {
    return values.previousNumber(moment);
  }

  /** The code whose number {@link #previousNumber} is. */
  public int previousCode() {
    return values.previousCode();
  }

  /** The normal score at which the subject's own level of a code is expected; NaN if unknown. */
  public double expectedScore(int code) {
    return values.expected(subject(), code);
  }

  /** The normal score of the code's last number, or NaN. */
  public double lastScore(int code) {
    return values.lastScore(code);
  }

  /** The code's last number, or NaN. */
  public double lastNumber(int code) {
    return values.lastNumber(code);
  }
}
