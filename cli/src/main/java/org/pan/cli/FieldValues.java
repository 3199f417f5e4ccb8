package org.pan.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pan.sequences.TimeMode;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.NumberCoding;
import org.pan.sequences.encoding.StaticCoding;

/** What a condition may ask of each static field, in words. */
final class FieldValues {

  private static final int SHOWN = 12;
  private static final LocalDate FIRST_MONDAY = LocalDate.of(1969, 12, 29);

  private FieldValues() {}

  /** The values or the range of each field, by its name. */
  static Map<String, String> of(Encoding encoding) {
    boolean calendar = encoding.schema().timeMode() == TimeMode.ABSOLUTE;
    Map<String, String> fields = new LinkedHashMap<>();
    for (StaticCoding coding : encoding.statics()) {
      switch (coding.part()) {
        case VALUE, DAY, WEEK -> fields.put(coding.field(), values(coding, calendar));
        case LENGTH -> fields.put(coding.name(), values(coding, calendar) + " days");
        // Parts of a date whose week says it already.
        case WEEKDAY, TIME -> {}
      }
    }
    return fields;
  }

  private static String values(StaticCoding coding, boolean calendar) {
    if (coding instanceof StaticCoding.Categories categories) {
      List<String> names = categories.names();
      String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
      return names.size() > SHOWN ? shown + ", ... (" + names.size() + ")" : shown;
    }
    NumberCoding numbers = ((StaticCoding.Quantity) coding).numbers();
    return switch (coding.part()) {
      case WEEK -> week(numbers.low()) + ".." + week(numbers.high()).plusDays(6);
      case DAY ->
          calendar
              ? LocalDate.ofEpochDay((long) numbers.low())
                  + ".."
                  + LocalDate.ofEpochDay((long) numbers.high())
              : range(numbers);
      default -> range(numbers);
    };
  }

  private static LocalDate week(double number) {
    return FIRST_MONDAY.plusWeeks((long) number);
  }

  private static String range(NumberCoding numbers) {
    return number(numbers.low()) + ".." + number(numbers.high());
  }

  private static String number(double x) {
    return x == Math.rint(x) ? "%.0f".formatted(x) : "%.6g".formatted(x);
  }
}
