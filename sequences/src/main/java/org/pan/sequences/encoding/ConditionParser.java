package org.pan.sequences.encoding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.pan.sequences.DataException;
import org.pan.sequences.StaticField;
import org.pan.sequences.TimeMode;
import org.pan.sequences.encoding.ConditionText.Interval;
import org.pan.sequences.encoding.StaticCoding.Categories;
import org.pan.sequences.encoding.StaticCoding.Part;
import org.pan.sequences.encoding.StaticCoding.Quantity;

/** Turns the text of conditions into classes of static codings. */
final class ConditionParser {

  /** Share of the range learnt by which a wanted number may lie beyond it. */
  private static final double SLACK = .25;

  /** Asks for subjects whose value is missing, unless it is a category of that name. */
  private static final String MISSING = "NA";

  private static final double ALWAYS = Double.POSITIVE_INFINITY;

  private final Encoding encoding;
  private final TimeMode mode;
  private final List<FieldConstraint> constraints = new ArrayList<>();
  private final List<StaticCondition.Check> checks = new ArrayList<>();
  private LongFunction<List<FieldConstraint>> givenStart = start -> List.of();

  ConditionParser(Encoding encoding) {
    this.encoding = encoding;
    this.mode = encoding.schema().timeMode();
  }

  static List<String> fieldNames(Encoding encoding) {
    List<String> names =
        new ArrayList<>(encoding.schema().statics().stream().map(StaticField::name).toList());
    WindowCoding window = encoding.window();
    if (!window.start().isEmpty()) {
      names.add(Encoding.START_FIELD);
    }
    if (!window.end().isEmpty()) {
      names.add(Encoding.END_FIELD);
    }
    if (window.known() == WindowCoding.Known.BOTH) {
      names.add(Encoding.LENGTH_FIELD);
    }
    return names;
  }

  static void checkField(String field, List<String> names) {
    if (!names.contains(field)) {
      throw new DataException(
          "There is no field "
              + field
              + "; the nearest are "
              + NearestNames.of(field, names)
              + ".");
    }
  }

  StaticCondition parse(Map<String, String> fields) {
    List<String> names = fieldNames(encoding);
    fields.forEach(
        (field, text) -> {
          checkField(field, names);
          if (wantsMissing(field, text)) {
            codings(field).forEach(c -> constraints.add(missing(c, field)));
          } else if (!text.isBlank()) {
            add(field, ConditionText.of(field, text), text.trim());
          }
        });
    if (fields.containsKey(Encoding.END_FIELD) && fields.containsKey(Encoding.LENGTH_FIELD)) {
      throw new DataException(
          "Give " + Encoding.END_FIELD + " or " + Encoding.LENGTH_FIELD + ", not both.");
    }
    resolveFixedStart(fields);
    return new StaticCondition(constraints, givenStart, checks);
  }

  /**
   * Gives the static fields of a record, the start of observation among them, all but the unknown
   * ones; the end of observation is wanted no earlier than a time, or not known where it may be so.
   */
  StaticCondition given(EncodedTimeline record, Set<String> unknown, long observedUntil) {
    WindowCoding window = encoding.window();
    for (int c = 0; c < encoding.statics().size(); c++) {
      StaticCoding coding = encoding.statics().get(c);
      if (!unknown.contains(coding.field()) && !window.end().contains(c)) {
        constraints.add(exactly(c, coding, record.statics()[c], record.staticNumbers()[c]));
      }
    }
    if (observedUntil == EncodedTimeline.UNKNOWN) {
      return new StaticCondition(constraints, givenStart, checks);
    }
    Interval times = new Interval(observedUntil, ALWAYS);
    if (window.endAsLength() && record.start() != EncodedTimeline.UNKNOWN) {
      checkLearnt(day((double) observedUntil) - (double) DateParts.day(record.start()));
      lengthGivenEnd(record.start(), times).forEach(this::orMissing);
    } else if (!window.endAsLength() && !window.end().isEmpty()) {
      dates(window.end(), times, Encoding.END_FIELD).forEach(this::orMissing);
      checks.add(
          (s, x) -> {
            long end = encoding.end(s, x);
            return end == EncodedTimeline.UNKNOWN || within(end, dayOf(times));
          });
    }
    return new StaticCondition(constraints, givenStart, checks);
  }

  private void checkLearnt(double days) {
    NumberCoding lengths = numbers(encoding.window().end().get(0), Encoding.END_FIELD);
    if (days > lengths.high() + SLACK * (lengths.high() - lengths.low())) {
      throw new DataException(
          ("A record has been under observation for longer than any that was learnt, which is"
                  + " %.0f days at most: go on from an earlier day.")
              .formatted(lengths.high()));
    }
  }

  private static FieldConstraint exactly(int c, StaticCoding coding, int k, double number) {
    boolean[] classes = new boolean[coding.size()];
    classes[k] = true;
    return Double.isNaN(number)
        ? new FieldConstraint(c, classes, -ALWAYS, ALWAYS)
        : new FieldConstraint(c, classes, number, number);
  }

  private void orMissing(FieldConstraint wanted) {
    StaticCoding coding = encoding.statics().get(wanted.coding());
    boolean[] classes = wanted.classes().clone();
    classes[coding.missing()] |= coding.probability(coding.missing()) > 0;
    constraints.add(new FieldConstraint(wanted.coding(), classes, wanted.low(), wanted.high()));
  }

  private static Interval dayOf(Interval times) {
    return new Interval(
        Math.floor(times.low() / DateParts.DAY_MICROS) * DateParts.DAY_MICROS, ALWAYS);
  }

  private boolean wantsMissing(String field, String text) {
    return text.trim().equals(MISSING)
        && encoding.statics().stream()
            .noneMatch(
                c ->
                    c.field().equals(field)
                        && c instanceof Categories names
                        && names.names().contains(MISSING));
  }

  private FieldConstraint missing(int coding, String field) {
    StaticCoding of = encoding.statics().get(coding);
    if (of.probability(of.missing()) == 0) {
      throw new DataException("Field " + field + " is never missing in the training data.");
    }
    boolean[] classes = new boolean[of.size()];
    classes[of.missing()] = true;
    return new FieldConstraint(coding, classes, -ALWAYS, ALWAYS);
  }

  private void add(String field, ConditionText condition, String text) {
    boolean asLength = encoding.window().endAsLength();
    if (field.equals(Encoding.LENGTH_FIELD)) {
      Interval days = condition.numbers();
      if (asLength) {
        constraints.add(quantity(encoding.window().end().get(0), days, field));
      } else {
        givenStart = start -> endGivenLength(start, days);
      }
      return;
    }
    if (field.equals(Encoding.END_FIELD) && asLength) {
      Interval times = condition.times(mode);
      givenStart = start -> lengthGivenEnd(start, times);
      checks.add((s, x) -> within(encoding.end(s, x), times));
      return;
    }
    List<Integer> codings = codings(field);
    StaticCoding first = encoding.statics().get(codings.get(0));
    boolean date = isDate(field);
    if (first instanceof Categories names
        && (first.part() == Part.VALUE || names.names().isEmpty())) {
      constraints.add(category(codings.get(0), names, text));
    } else if (date) {
      Interval times = condition.times(mode);
      constraints.addAll(dates(codings, times, field));
      checks.add((s, x) -> within(encoding.date(field, s, x), times));
    } else {
      constraints.add(quantity(codings.get(0), condition.numbers(), field));
    }
  }

  private boolean isDate(String field) {
    return encoding.schema().field(field).map(f -> f.kind() == StaticField.Kind.DATE).orElse(true);
  }

  private List<Integer> codings(String field) {
    WindowCoding window = encoding.window();
    if (encoding.schema().field(field).isEmpty()) {
      return field.equals(Encoding.START_FIELD) ? window.start() : window.end();
    }
    return IntStream.range(0, encoding.statics().size())
        .filter(c -> encoding.statics().get(c).field().equals(field))
        .filter(c -> !window.start().contains(c) && !window.end().contains(c))
        .boxed()
        .toList();
  }

  private static boolean within(long micros, Interval times) {
    return micros != EncodedTimeline.UNKNOWN && micros >= times.low() && micros <= times.high();
  }

  private static FieldConstraint category(int coding, Categories names, String text) {
    int k = names.names().indexOf(text);
    if (k < 0) {
      String known =
          names.names().isEmpty()
              ? "it has no value shown by enough subjects"
              : "the nearest are " + NearestNames.of(text, names.names());
      throw new DataException(
          "Field "
              + names.field()
              + " has no value "
              + text
              + " in the training data; "
              + known
              + ".");
    }
    boolean[] classes = new boolean[names.size()];
    classes[k] = true;
    return new FieldConstraint(coding, classes, -ALWAYS, ALWAYS);
  }

  /**
   * The bounds learnt are those that enough subjects show; what lies a little beyond them is met by
   * the outermost class with the number as wanted, what lies far beyond is refused.
   */
  private FieldConstraint quantity(int coding, Interval wanted, String field) {
    NumberCoding numbers = numbers(coding, field);
    double slack = SLACK * (numbers.high() - numbers.low());
    if (wanted.high() < numbers.low() - slack || wanted.low() > numbers.high() + slack) {
      throw new DataException(outside(coding, numbers, field));
    }
    if (wanted.isOne() && offGrid(wanted.low(), numbers.grid())) {
      throw new DataException(
          "Field " + field + " is recorded in steps of " + numbers.grid() + ".");
    }
    return nearest(coding, numbers, wanted);
  }

  private static boolean offGrid(double x, double grid) {
    return grid >= 1 && Math.abs(x / grid - Math.rint(x / grid)) > 1e-6;
  }

  private NumberCoding numbers(int coding, String field) {
    if (encoding.statics().get(coding) instanceof Quantity quantity) {
      return quantity.numbers();
    }
    throw new DataException(
        "Field " + field + " has no value shown by enough subjects; it cannot be a condition.");
  }

  /** The classes that overlap; where none does, the one class nearest. */
  private static FieldConstraint nearest(int coding, NumberCoding numbers, Interval wanted) {
    boolean[] classes = new boolean[numbers.size() + 1];
    boolean any = false;
    for (int k = 0; k < numbers.size() && !wanted.isOne(); k++) {
      classes[k] = numbers.share(k, wanted.low(), wanted.high()) > 0;
      any |= classes[k];
    }
    if (!any) {
      classes[numbers.classOf(numbers.clamp(wanted.low()))] = true;
    }
    return new FieldConstraint(coding, classes, wanted.low(), wanted.high());
  }

  private List<FieldConstraint> dates(List<Integer> codings, Interval times, String field) {
    Interval days = new Interval(day(times.low()), day(times.high()));
    List<FieldConstraint> found = new ArrayList<>();
    for (int c : codings) {
      StaticCoding coding = encoding.statics().get(c);
      switch (coding.part()) {
        case WEEK ->
            found.add(quantity(c, new Interval(week(days.low()), week(days.high())), field));
        case WEEKDAY -> weekdays(c, days).ifPresent(found::add);
        case TIME -> {
          Interval seconds = seconds(times);
          if (days.isOne() && (seconds.low() > 0 || seconds.high() < 86_399)) {
            found.add(quantity(c, seconds, field));
          }
        }
        case VALUE, DAY, LENGTH -> found.add(quantity(c, days, field));
      }
    }
    return found;
  }

  private static Optional<FieldConstraint> weekdays(int coding, Interval days) {
    if (!(days.high() - days.low() < 6)) {
      return Optional.empty();
    }
    boolean[] classes = new boolean[8];
    for (long day = (long) days.low(); day <= days.high(); day++) {
      classes[DateParts.weekday(day)] = true;
    }
    return Optional.of(new FieldConstraint(coding, classes, -ALWAYS, ALWAYS));
  }

  private static double day(double micros) {
    return Double.isInfinite(micros) ? micros : DateParts.day((long) micros);
  }

  private static double week(double day) {
    return Double.isInfinite(day) ? day : DateParts.week((long) day);
  }

  private static Interval seconds(Interval times) {
    return Double.isInfinite(times.low()) || Double.isInfinite(times.high())
        ? new Interval(0, 86_400)
        : new Interval(
            DateParts.seconds((long) times.low()), DateParts.seconds((long) times.high()));
  }

  private List<FieldConstraint> lengthGivenEnd(long start, Interval end) {
    double startDay = DateParts.day(start);
    int coding = encoding.window().end().get(0);
    Interval days = new Interval(day(end.low()) - startDay, day(end.high()) - startDay);
    return List.of(nearest(coding, numbers(coding, Encoding.END_FIELD), days));
  }

  private List<FieldConstraint> endGivenLength(long start, Interval length) {
    double startDay = DateParts.day(start);
    Interval days = new Interval(startDay + length.low(), startDay + length.high());
    List<FieldConstraint> found = new ArrayList<>();
    for (int c : encoding.window().end()) {
      Part part = encoding.statics().get(c).part();
      if (part == Part.WEEKDAY) {
        weekdays(c, days).ifPresent(found::add);
      } else if (part != Part.TIME) {
        Interval wanted =
            part == Part.WEEK ? new Interval(week(days.low()), week(days.high())) : days;
        found.add(nearest(c, numbers(c, Encoding.LENGTH_FIELD), wanted));
      }
    }
    return found;
  }

  /** Where the condition itself fixes the day of the start, what depends on it is known at once. */
  private void resolveFixedStart(Map<String, String> fields) {
    String text = fields.getOrDefault(Encoding.START_FIELD, "");
    if (text.isBlank() || wantsMissing(Encoding.START_FIELD, text)) {
      return;
    }
    Interval start = ConditionText.of(Encoding.START_FIELD, text).times(mode);
    if (day(start.low()) == day(start.high())) {
      constraints.addAll(givenStart.apply((long) start.low()));
      givenStart = any -> List.of();
    }
  }

  private String outside(int coding, NumberCoding numbers, String field) {
    Part part = encoding.statics().get(coding).part();
    String low = shown(part, numbers.low(), 0);
    String high = shown(part, numbers.high(), 6);
    return "Field "
        + field
        + " lies between "
        + low
        + " and "
        + high
        + " in the training data; the condition lies outside.";
  }

  private String shown(Part part, double x, int weekday) {
    boolean date = mode == TimeMode.ABSOLUTE && (part == Part.WEEK || part == Part.DAY);
    if (date) {
      long day = part == Part.WEEK ? DateParts.day((long) x, weekday) : (long) x;
      return LocalDate.ofEpochDay(day).toString();
    }
    return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
  }
}
