package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.TimeMode;
import org.pan.sequences.encoding.StaticCoding.Categories;
import org.pan.sequences.encoding.StaticCoding.Part;
import org.pan.sequences.encoding.StaticCoding.Quantity;

/** Fits the codings of the static fields and of the observation window. */
final class StaticsFit {

  /** Weekdays count as flat unless this small a chance speaks against it. */
  private static final double SIGNIFICANCE = 0.01;

  private final Schema schema;
  private final StaticSample sample;
  private final EncodingConfig config;
  private final List<StaticCoding> codings = new ArrayList<>();
  private final List<String> warnings;

  StaticsFit(Schema schema, StaticSample sample, EncodingConfig config, List<String> warnings) {
    this.schema = schema;
    this.sample = sample;
    this.config = config;
    this.warnings = warnings;
  }

  List<StaticCoding> codings() {
    return List.copyOf(codings);
  }

  /** Adds the codings of the schema's fields. */
  void fitFields() {
    List<StaticField> fields = schema.statics();
    for (int f = 0; f < fields.size(); f++) {
      StaticField field = fields.get(f);
      switch (field.kind()) {
        case CATEGORY -> codings.add(categories(field.name(), f));
        case NUMBER -> addQuantity(field.name(), Part.VALUE, sample.numbers(f));
        case DATE -> addDate(field.name(), sample.times(f));
      }
    }
  }

  /** Adds the codings of the window. */
  WindowCoding fitWindow() {
    long[] starts = sample.starts();
    long[] ends = sample.ends();
    boolean start = known(starts) >= config.protectBelow();
    boolean end = known(ends) >= config.protectBelow();
    int first = codings.size();
    if (start) {
      addDate(Encoding.START_FIELD, starts);
    }
    int second = codings.size();
    boolean asLength = start && end && lengthIsSharper(ends);
    if (asLength) {
      addQuantity(Encoding.END_FIELD, Part.LENGTH, sample.lengths());
      addTime(Encoding.END_FIELD, ends);
    } else if (end) {
      addDate(Encoding.END_FIELD, ends);
    }
    WindowCoding.Known known =
        start
            ? (end ? WindowCoding.Known.BOTH : WindowCoding.Known.START)
            : (end ? WindowCoding.Known.END : WindowCoding.Known.NONE);
    return new WindowCoding(
        known,
        asLength,
        IntStream.range(first, second).boxed().toList(),
        IntStream.range(second, codings.size()).boxed().toList());
  }

  private Categories categories(String name, int field) {
    Map<String, Long> counts = new TreeMap<>();
    long rare = sample.overflow(field);
    long rareNames = rare > 0 ? 1 : 0;
    for (Map.Entry<String, Long> entry : sample.categories(field).entrySet()) {
      if (entry.getValue() >= config.protectBelow() && !entry.getKey().equals(Vocabulary.RARE)) {
        counts.put(entry.getKey(), entry.getValue());
      } else {
        rare += entry.getValue();
        rareNames++;
      }
    }
    List<String> names = new ArrayList<>(counts.keySet());
    List<Long> subjects = new ArrayList<>(counts.values());
    if (rare > 0) {
      names.add(Vocabulary.RARE);
      subjects.add(rare);
      warnings.add(
          "Field "
              + name
              + ": "
              + rareNames
              + " categories of fewer than "
              + config.protectBelow()
              + " subjects each are protected ("
              + rare
              + " subjects).");
    }
    subjects.add(sample.subjects() - subjects.stream().mapToLong(n -> n).sum());
    double all = Math.max(1, sample.subjects());
    return new Categories(name, Part.VALUE, names, subjects.stream().map(n -> n / all).toList());
  }

  /**
   * Adds a date: week and weekday where the weekdays are not flat, else the day; and the time of
   * day where it is not always the same.
   */
  private void addDate(String name, long[] times) {
    boolean weekly = schema.timeMode() == TimeMode.ABSOLUTE && !weekdaysAreFlat(times);
    addQuantity(name, weekly ? Part.WEEK : Part.DAY, parts(weekly ? Part.WEEK : Part.DAY, times));
    if (weekly && codings.get(codings.size() - 1) instanceof Quantity) {
      codings.add(weekdays(name, times));
    }
    addTime(name, times);
  }

  private void addTime(String name, long[] times) {
    double[] seconds = parts(Part.TIME, times);
    boolean isQuantity = codings.get(codings.size() - 1).size() > 1;
    if (isQuantity && Arrays.stream(seconds).anyMatch(s -> s > 0)) {
      addQuantity(name, Part.TIME, seconds);
    }
  }

  private void addQuantity(String name, Part part, double[] numbers) {
    int[] subject =
        IntStream.range(0, numbers.length).filter(i -> !Double.isNaN(numbers[i])).toArray();
    double[] present = IntStream.of(subject).mapToDouble(i -> numbers[i]).toArray();
    if (present.length < config.protectBelow()) {
      // Nothing but the missing class.
      codings.add(new Categories(name, part, List.of(), List.of(1.0)));
      if (present.length > 0) {
        warnings.add(
            "Field "
                + name
                + ": fewer than "
                + config.protectBelow()
                + " subjects have a value; it counts as missing.");
      }
      return;
    }
    double missing = 1 - (double) present.length / numbers.length;
    codings.add(new Quantity(name, part, NumberCoding.fit(present, subject, config), missing));
  }

  private static Categories weekdays(String name, long[] times) {
    long[] counts = weekdayCounts(times);
    List<Double> shares = new ArrayList<>();
    for (long count : counts) {
      shares.add((double) count / times.length);
    }
    shares.add(1 - (double) known(times) / times.length);
    return new Categories(name, Part.WEEKDAY, DateParts.WEEKDAYS, shares);
  }

  private static boolean weekdaysAreFlat(long[] times) {
    long[] counts = weekdayCounts(times);
    double[] flat = new double[counts.length];
    Arrays.fill(flat, 1);
    return Arrays.stream(counts).sum() == 0
        || new ChiSquareTest().chiSquareTest(flat, counts) > SIGNIFICANCE;
  }

  private static long[] weekdayCounts(long[] times) {
    long[] counts = new long[7];
    for (long time : times) {
      if (time != StaticSample.UNKNOWN) {
        counts[DateParts.weekday(DateParts.day(time))]++;
      }
    }
    return counts;
  }

  private static double[] parts(Part part, long[] times) {
    return Arrays.stream(times)
        .mapToDouble(t -> t == StaticSample.UNKNOWN ? Double.NaN : DateParts.part(part, t))
        .toArray();
  }

  private static long known(long[] times) {
    return Arrays.stream(times).filter(t -> t != StaticSample.UNKNOWN).count();
  }

  /** Whether lengths repeat at least as often as end dates do. */
  private boolean lengthIsSharper(long[] ends) {
    return repeats(sample.lengths()) >= repeats(parts(Part.DAY, ends));
  }

  /** The chance that two subjects have the same number. */
  private static double repeats(double[] numbers) {
    double[] sorted = Arrays.stream(numbers).filter(x -> !Double.isNaN(x)).sorted().toArray();
    double sum = 0;
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[start]) {
        sum += (double) (i - start) * (i - start);
        start = i;
      }
    }
    return sum / Math.max(1, (double) sorted.length * sorted.length);
  }
}
