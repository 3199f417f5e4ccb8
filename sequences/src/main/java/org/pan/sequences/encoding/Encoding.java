package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.DataException;
import org.pan.sequences.Event;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;

/**
 * The fitted, immutable encoding between timelines and integers. Safe for use by several threads.
 */
public final class Encoding {

  /** Field name of the start of observation. */
  public static final String START_FIELD = "observation_start";

  /** Field name of the end of observation. */
  public static final String END_FIELD = "observation_end";

  /** Field name of the length of observation in days, where both start and end are known. */
  public static final String LENGTH_FIELD = "observation_length";

  private final Schema schema;
  private final List<CodeNumbers> entries;
  private final @Nullable SourceOrder order;
  private final @Nullable Shuffle shuffle;
  private final List<StaticCoding> statics;
  private final WindowCoding window;
  private final NumberCoding timeOfDay;
  private final @Nullable NumberCoding delays;
  private final FitReport report;
  private final Vocabulary codes;
  private final StaticCodec staticCodec;
  private final EventCodec eventCodec;

  Encoding(
      Schema schema,
      List<CodeNumbers> entries,
      @Nullable SourceOrder order,
      List<StaticCoding> statics,
      WindowCoding window,
      NumberCoding timeOfDay,
      @Nullable NumberCoding delays,
      FitReport report) {
    this.schema = schema;
    this.entries = List.copyOf(entries);
    this.order = order;
    this.shuffle = order == null ? null : new Shuffle(order);
    this.statics = List.copyOf(statics);
    this.window = window;
    this.timeOfDay = timeOfDay;
    this.delays = delays;
    this.report = report;
    codes = new Vocabulary(entries.stream().map(CodeNumbers::entry).toList());
    staticCodec = new StaticCodec(schema, this.statics, window);
    eventCodec = new EventCodec(codes, this.entries);
  }

  /**
   * Fits an encoding.
   *
   * @param training gives the training subjects' timelines; called twice, each stream is closed
   * @throws org.pan.sequences.DataException if there are no subjects
   */
  public static Encoding fit(
      Schema schema, Supplier<Stream<Timeline>> training, EncodingConfig config) {
    return new EncodingFit(schema, training, config).fit();
  }

  /** The schema of the training data. */
  public Schema schema() {
    return schema;
  }

  /** The codes; ids are the canonical order within one time. */
  public Vocabulary codes() {
    return codes;
  }

  /** How the numbers of a code are coded, or null where it has none. */
  public @Nullable NumberCoding numbers(int code) {
    return entries.get(code).numbers();
  }

  /** The share of this code's training events that have a number. */
  public double numberShare(int code) {
    return entries.get(code).numberShare();
  }

  /**
   * Codings of the schema's static fields in order, then those of the observation window, start
   * before end.
   */
  public List<StaticCoding> statics() {
    return statics;
  }

  /**
   * Coding of the seconds of the day of distinct event times; the one class 0 where the resolution
   * is a day.
   */
  public NumberCoding timeOfDay() {
    return timeOfDay;
  }

  /** Coding of the seconds between two times of one day; null where there are none. */
  public @Nullable NumberCoding delays() {
    return delays;
  }

  /** What is known of the observation window. */
  public WindowCoding window() {
    return window;
  }

  /** What fitting saw. */
  public FitReport report() {
    return report;
  }

  /** Encodes a timeline; what has no place in the encoding is left out. */
  public EncodedTimeline encode(Timeline timeline) {
    return encode(timeline, new EncodingLosses());
  }

  /**
   * Encodes a timeline, counting what is left out. Start and end stay as they are read, their
   * classes and numbers are pulled in at the protected extremes.
   */
  public EncodedTimeline encode(Timeline timeline, EncodingLosses losses) {
    int[] classes = new int[statics.size()];
    double[] numbers = new double[statics.size()];
    staticCodec.encode(timeline, classes, numbers);
    EventCodec.Columns events = eventCodec.encode(timeline.events(), losses);
    return new EncodedTimeline(
        timeline.subject(),
        classes,
        numbers,
        timeline.start().orElse(EncodedTimeline.UNKNOWN),
        timeline.end().orElse(EncodedTimeline.UNKNOWN),
        events.time(),
        events.code(),
        events.number());
  }

  /**
   * The timeline an encoded one stands for, under this subject id; events of one time stand in
   * canonical order.
   */
  public Timeline decode(EncodedTimeline encoded, String subject) {
    return timeline(encoded, subject, events(encoded));
  }

  /**
   * The same with the events of one time in an order that the source might have them in.
   *
   * @param random numbers in [0, 1), used only where that order varies
   */
  public Timeline decode(EncodedTimeline encoded, String subject, DoubleSupplier random) {
    List<Event> events = events(encoded);
    if (shuffle != null) {
      long[] time = encoded.time();
      int start = 0;
      for (int end = 1; end <= time.length; end++) {
        if (end == time.length || time[end] != time[start]) {
          int[] ids = Arrays.copyOfRange(encoded.code(), start, end);
          shuffle.put(events.subList(start, end), ids, random);
          start = end;
        }
      }
    }
    return timeline(encoded, subject, events);
  }

  private List<Event> events(EncodedTimeline encoded) {
    List<Event> events = new ArrayList<>(encoded.size());
    for (int i = 0; i < encoded.size(); i++) {
      Vocabulary.Entry entry = codes.entry(encoded.code()[i]);
      events.add(new Event(encoded.time()[i], entry.code(), encoded.number()[i], entry.text()));
    }
    return events;
  }

  private Timeline timeline(EncodedTimeline encoded, String subject, List<Event> events) {
    return new Timeline(
        subject,
        staticCodec.decode(encoded.statics(), encoded.staticNumbers()),
        known(encoded.start()),
        known(encoded.end()),
        events);
  }

  private static OptionalLong known(long micros) {
    return micros == EncodedTimeline.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(micros);
  }

  /**
   * Start of observation that these static classes and numbers say, {@link EncodedTimeline#UNKNOWN}
   * where missing.
   */
  public long start(int[] statics, double[] staticNumbers) {
    return staticCodec.start(statics, staticNumbers);
  }

  /**
   * End of observation that these static classes and numbers say, {@link EncodedTimeline#UNKNOWN}
   * where missing.
   */
  public long end(int[] statics, double[] staticNumbers) {
    return staticCodec.end(statics, staticNumbers);
  }

  /**
   * The time of a date field, of START_FIELD or END_FIELD; {@link EncodedTimeline#UNKNOWN} where
   * missing.
   */
  public long date(String field, int[] statics, double[] staticNumbers) {
    return staticCodec.date(field, statics, staticNumbers);
  }

  /**
   * Names of the fields that can be conditioned on: static fields, then those of the observation
   * window.
   */
  public List<String> fieldNames() {
    return ConditionParser.fieldNames(this);
  }

  /**
   * A condition from text by field name: a value ({@code F}, {@code 57}, {@code 2019-03-01}) or an
   * inclusive range ({@code 60..80}, either end may be left out).
   *
   * @throws org.pan.sequences.DataException if a field or value is not known, or a number lies
   *     outside of the range learnt
   */
  public StaticCondition condition(Map<String, String> fields) {
    return new ConditionParser(this).parse(fields);
  }

  /**
   * Makes sure that these are names of static fields.
   *
   * @throws org.pan.sequences.DataException naming the first that is none, and the nearest
   */
  public void checkFields(Iterable<String> names) {
    names.forEach(name -> ConditionParser.checkField(name, fieldNames()));
  }

  /**
   * The ids of a code, with any text.
   *
   * @throws org.pan.sequences.DataException if it is not known, naming the nearest
   */
  public List<Integer> codeIds(String code) {
    List<Integer> ids = codes.ids(code);
    if (ids.isEmpty()) {
      throw new DataException(
          "There is no code "
              + code
              + " in the training data; the nearest are "
              + NearestNames.of(code, codes.names())
              + ".");
    }
    return ids;
  }

  /**
   * A condition that gives the static fields a record has, the start of observation among them.
   *
   * @param unknown fields to be drawn nonetheless
   * @param observedUntil the end of observation is drawn, no earlier than the day of this time;
   *     {@link EncodedTimeline#UNKNOWN} for any
   * @throws org.pan.sequences.DataException if that lies beyond all ends learnt
   */
  public StaticCondition given(EncodedTimeline record, Set<String> unknown, long observedUntil) {
    return new ConditionParser(this).given(record, unknown, observedUntil);
  }

  /**
   * The day that text names: a date, or in relative time a number of days.
   *
   * @throws org.pan.sequences.DataException if it is neither
   */
  public int day(String text) {
    return ConditionText.day(text.strip(), schema.timeMode());
  }

  /**
   * About how many training subjects meet a constraint: exact for whole classes, interpolated where
   * a range cuts one; a single number stands for its class.
   */
  public double support(FieldConstraint constraint) {
    StaticCoding coding = statics.get(constraint.coding());
    double share = 0;
    for (int k = 0; k < coding.size(); k++) {
      share += coding.probability(k) * shareAdmitted(constraint, k);
    }
    return share * report.subjects();
  }

  /**
   * The share of a class that a constraint admits. One number stands for its neighbours too, from
   * which a model learns of it: it admits its whole class.
   */
  public double shareAdmitted(FieldConstraint constraint, int k) {
    if (!constraint.classes()[k]) {
      return 0;
    }
    return constraint.low() < constraint.high()
            && statics.get(constraint.coding()) instanceof StaticCoding.Quantity quantity
            && k != quantity.missing()
        ? quantity.numbers().share(k, constraint.low(), constraint.high())
        : 1;
  }

  /** The encoding as readable JSON; doubles come back exactly. */
  public String toJson() {
    return new EncodingJson(
            EncodingJson.VERSION,
            schema,
            report,
            window,
            statics,
            timeOfDay,
            delays,
            entries,
            order)
        .write();
  }

  /**
   * The encoding that this JSON describes.
   *
   * @throws org.pan.sequences.DataException if it is not an encoding of this version
   */
  public static Encoding fromJson(String json) {
    EncodingJson read = EncodingJson.read(json);
    return new Encoding(
        read.schema(),
        read.codes(),
        read.order(),
        read.statics(),
        read.window(),
        read.timeOfDay(),
        read.delays(),
        read.report());
  }
}
