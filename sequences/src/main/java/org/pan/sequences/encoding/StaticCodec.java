package org.pan.sequences.encoding;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.StaticCoding.Categories;
import org.pan.sequences.encoding.StaticCoding.Part;
import org.pan.sequences.encoding.StaticCoding.Quantity;

/** Puts static fields and the observation window into classes and numbers and back. */
final class StaticCodec {

  private static final long UNKNOWN = EncodedTimeline.UNKNOWN;

  private final Schema schema;
  private final List<StaticCoding> codings;
  private final WindowCoding window;

  /** By coding: class by category; empty for numbers. */
  private final List<Map<String, Integer>> classes;

  StaticCodec(Schema schema, List<StaticCoding> codings, WindowCoding window) {
    this.schema = schema;
    this.codings = codings;
    this.window = window;
    this.classes = codings.stream().map(StaticCodec::classes).toList();
  }

  private static Map<String, Integer> classes(StaticCoding coding) {
    Map<String, Integer> classes = new HashMap<>();
    if (coding instanceof Categories categories && coding.part() == Part.VALUE) {
      categories.names().forEach(name -> classes.put(name, classes.size()));
    }
    return classes;
  }

  /** Fills classes and numbers, both as long as there are codings. */
  void encode(Timeline timeline, int[] statics, double[] numbers) {
    long start = timeline.start().orElse(UNKNOWN);
    long end = timeline.end().orElse(UNKNOWN);
    for (int c = 0; c < codings.size(); c++) {
      StaticCoding coding = codings.get(c);
      StaticValue value = timeline.statics().get(coding.field());
      if (window.start().contains(c)) {
        value = start == UNKNOWN ? null : new StaticValue.Date(start);
      } else if (window.end().contains(c)) {
        value = end == UNKNOWN ? null : new StaticValue.Date(end);
      }
      double number = number(coding, value, start);
      statics[c] = classOf(c, value, number);
      numbers[c] =
          coding instanceof Quantity quantity ? quantity.numbers().clamp(number) : Double.NaN;
    }
  }

  private static double number(StaticCoding coding, @Nullable StaticValue value, long start) {
    if (value instanceof StaticValue.Number number) {
      return coding.part() == Part.VALUE ? number.value() : Double.NaN;
    }
    if (!(value instanceof StaticValue.Date date) || coding.part() == Part.VALUE) {
      return Double.NaN;
    }
    double part = DateParts.part(coding.part(), date.timeMicros());
    if (coding.part() == Part.LENGTH) {
      return start == UNKNOWN ? Double.NaN : part - DateParts.day(start);
    }
    return part;
  }

  private int classOf(int c, @Nullable StaticValue value, double number) {
    StaticCoding coding = codings.get(c);
    if (coding instanceof Quantity quantity) {
      return Double.isNaN(number) ? coding.missing() : quantity.numbers().classOf(number);
    }
    if (coding.part() == Part.WEEKDAY && !Double.isNaN(number)) {
      return (int) number;
    }
    if (value instanceof StaticValue.Category category) {
      Map<String, Integer> known = classes.get(c);
      return known.getOrDefault(
          category.name(), known.getOrDefault(Vocabulary.RARE, coding.missing()));
    }
    return coding.missing();
  }

  /** The schema's static fields that are not missing. */
  Map<String, StaticValue> decode(int[] statics, double[] numbers) {
    Map<String, StaticValue> values = new LinkedHashMap<>();
    int windowFrom =
        IntStream.concat(
                window.start().stream().mapToInt(i -> i), window.end().stream().mapToInt(i -> i))
            .min()
            .orElse(codings.size());
    for (int c = 0; c < windowFrom; c++) {
      StaticCoding coding = codings.get(c);
      String name = coding.field();
      if (statics[c] == coding.missing() || values.containsKey(name)) {
        continue;
      }
      StaticField field = schema.field(name).orElseThrow();
      switch (field.kind()) {
        case CATEGORY -> {
          String category = ((Categories) coding).names().get(statics[c]);
          if (!category.equals(Vocabulary.RARE) || holdsText(field)) {
            values.put(name, new StaticValue.Category(category));
          }
        }
        case NUMBER -> values.put(name, new StaticValue.Number(numbers[c]));
        case DATE -> values.put(name, new StaticValue.Date(time(parts(name, c), statics, numbers)));
      }
    }
    return values;
  }

  /** Whether the name of the group of rare categories fits the field's column. */
  private static boolean holdsText(StaticField field) {
    String type = field.columnType().toUpperCase(Locale.ROOT);
    return type.contains("CHAR") || type.contains("TEXT") || type.contains("STRING");
  }

  long start(int[] statics, double[] numbers) {
    return missing(window.start(), statics) ? UNKNOWN : time(window.start(), statics, numbers);
  }

  long end(int[] statics, double[] numbers) {
    if (missing(window.end(), statics)) {
      return UNKNOWN;
    }
    if (!window.endAsLength()) {
      return time(window.end(), statics, numbers);
    }
    long start = start(statics, numbers);
    if (start == UNKNOWN) {
      return UNKNOWN;
    }
    double length = numbers[window.end().get(0)];
    double seconds = 0;
    if (window.end().size() > 1
        && statics[window.end().get(1)] != codings.get(window.end().get(1)).missing()) {
      seconds = numbers[window.end().get(1)];
    }
    return DateParts.micros(DateParts.day(start) + Math.round(length), seconds);
  }

  /** The time of a date field of the schema or of the window. */
  long date(String field, int[] statics, double[] numbers) {
    if (schema.field(field).isEmpty()) {
      return field.equals(Encoding.START_FIELD) ? start(statics, numbers) : end(statics, numbers);
    }
    int first = 0;
    while (!codings.get(first).field().equals(field)) {
      first++;
    }
    List<Integer> parts = parts(field, first);
    return missing(parts, statics) ? UNKNOWN : time(parts, statics, numbers);
  }

  private boolean missing(List<Integer> parts, int[] statics) {
    return parts.isEmpty() || statics[parts.get(0)] == codings.get(parts.get(0)).missing();
  }

  private List<Integer> parts(String field, int first) {
    return IntStream.range(first, codings.size())
        .takeWhile(c -> codings.get(c).field().equals(field))
        .boxed()
        .toList();
  }

  /**
   * The time that a date's parts say, the first of which is not missing; a missing weekday is a
   * Monday.
   */
  private long time(List<Integer> parts, int[] statics, double[] numbers) {
    long day = 0;
    double seconds = 0;
    for (int c : parts) {
      boolean missing = statics[c] == codings.get(c).missing();
      switch (codings.get(c).part()) {
        case WEEK -> day = DateParts.day(Math.round(numbers[c]), 0);
        case WEEKDAY -> day += missing ? 0 : statics[c];
        case TIME -> seconds = missing ? 0 : numbers[c];
        case VALUE, DAY, LENGTH -> day = Math.round(numbers[c]);
      }
    }
    return DateParts.micros(day, seconds);
  }
}
