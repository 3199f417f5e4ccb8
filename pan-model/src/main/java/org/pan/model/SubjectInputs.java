package org.pan.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.special.Erf;
import org.jspecify.annotations.Nullable;
import org.pan.model.memory.Days;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.memory.Subject;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.NumberCoding;
import org.pan.sequences.encoding.StaticCoding;

/**
 * Turns static fields and traits into what the network sees of a subject before its first event.
 */
public final class SubjectInputs {

  private static final int ONE_HOT = 48;
  private static final int FEW = 6;

  private final Encoding encoding;
  private final List<StaticCoding> codings;
  private final List<Traits.Trait> traits;
  private final List<String> anchorFields;
  private final List<String> hideable;
  private final int[] commonDays;
  private final int[] series;
  private final int size;

  /**
   * @param layout what the memory keeps
   * @param hides whether the network learns what comes where fields are hidden
   */
  public SubjectInputs(Encoding encoding, Traits traits, MemoryLayout layout, boolean hides) {
    this.series = layout.series();
    this.encoding = encoding;
    this.codings = encoding.statics();
    this.traits = traits.traits();
    this.commonDays = layout.commonDays();
    List<String> dated = new ArrayList<>();
    int width = 0;
    for (int f = 0; f < codings.size(); f++) {
      StaticCoding coding = codings.get(f);
      if (isDate(coding) && !isWindow(coding)) {
        dated.add(coding.field());
      }
      width += width(coding);
    }
    this.anchorFields = List.copyOf(dated);
    this.hideable =
        hides
            ? codings.stream()
                .filter(coding -> !isWindow(coding))
                .map(StaticCoding::field)
                .distinct()
                .toList()
            : List.of();
    this.size = width + 2 * this.traits.size() + hideable.size();
  }

  /** The fields that can be hidden from the network: all but the window, or none. */
  public List<String> hideable() {
    return hideable;
  }

  /** Whether a coding holds the day or week of a date. */
  static boolean isDate(StaticCoding coding) {
    return coding.part() == StaticCoding.Part.DAY || coding.part() == StaticCoding.Part.WEEK;
  }

  /** Whether a coding belongs to the observation window. */
  static boolean isWindow(StaticCoding coding) {
    return coding.field().equals(Encoding.START_FIELD) || coding.field().equals(Encoding.END_FIELD);
  }

  /** The number of static inputs. */
  public int size() {
    return size;
  }

  private static int width(StaticCoding coding) {
    if (coding.part() == StaticCoding.Part.WEEKDAY || coding.part() == StaticCoding.Part.TIME) {
      return 0;
    }
    if (coding instanceof StaticCoding.Quantity quantity) {
      return 2 + (quantity.numbers().size() <= FEW ? quantity.size() : 0);
    }
    return Math.min(ONE_HOT, coding.size());
  }

  /**
   * The subject these static classes and numbers stand for.
   *
   * @param classes of each static coding, then of each trait
   * @param numbers of each static coding, then of each trait; NaN where there is none
   */
  public Subject subject(int[] classes, double[] numbers, long start, long end) {
    return subject(classes, numbers, start, end, Set.of());
  }

  /**
   * The same subject without some of its fields: in place of each the network sees what it is on
   * average, and that it is hidden.
   *
   * @param hidden some of {@link #hideable}
   */
  public Subject subject(
      int[] classes, double[] numbers, long start, long end, Set<String> hidden) {
    float[] out = new float[size];
    int[] shown = classes.clone();
    int i = 0;
    for (int f = 0; f < codings.size(); f++) {
      StaticCoding coding = codings.get(f);
      if (hidden.contains(coding.field())) {
        shown[f] = coding.missing();
        i = writeAverage(coding, out, i);
      } else {
        i = write(coding, classes[f], numbers[f], out, i);
      }
    }
    for (int t = 0; t < traits.size(); t++) {
      double x = numbers[codings.size() + t];
      out[i++] = Double.isNaN(x) ? 0 : 1;
      out[i++] = Double.isNaN(x) ? 0 : (float) traits.get(t).coding().zScore(x);
    }
    for (String field : hideable) {
      out[i++] = hidden.contains(field) ? 1 : 0;
    }
    int[] anchors = Arrays.copyOf(commonDays, commonDays.length + anchorFields.size());
    int a = commonDays.length;
    for (String field : anchorFields) {
      long time =
          hidden.contains(field) ? EncodedTimeline.UNKNOWN : encoding.date(field, classes, numbers);
      anchors[a++] = time == EncodedTimeline.UNKNOWN ? Subject.NO_DAY : Days.of(time);
    }
    return new Subject(out, start, end, anchors, shown, levels(numbers));
  }

  /** The level of each series in each quarter of the observation, from its traits. */
  private float[][] levels(double[] numbers) {
    float[][] levels = new float[series.length][];
    for (int s = 0; s < series.length; s++) {
      levels[s] = new float[0];
      double level = 0;
      float[] quarters = new float[Traits.Kind.QUARTERS];
      int found = 0;
      for (int t = 0; t < traits.size(); t++) {
        Traits.Trait trait = traits.get(t);
        double x = numbers[codings.size() + t];
        if (trait.code() != series[s] || Double.isNaN(x)) {
          continue;
        }
        if (trait.kind() == Traits.Kind.LEVEL) {
          level = x;
        } else if (trait.kind().quarter() >= 0) {
          quarters[trait.kind().quarter()] = (float) (level + x);
          found++;
        }
      }
      if (found == quarters.length) {
        levels[s] = quarters;
      }
    }
    return levels;
  }

  private static int write(StaticCoding coding, int k, double number, float[] out, int at) {
    int i = at;
    int width = width(coding);
    if (width == 0) {
      return i;
    }
    if (coding instanceof StaticCoding.Quantity quantity) {
      boolean known = !Double.isNaN(number) && k != coding.missing();
      out[i++] = known ? 1 : 0;
      out[i++] = known ? (float) quantity.numbers().zScore(number) : 0;
      width -= 2;
    }
    for (int c = 0; c < width; c++) {
      out[i + c] = c == k ? 1 : 0;
    }
    return i + width;
  }

  /** What a hidden field is on average: its classes' shares, and a number at its middle. */
  private static int writeAverage(StaticCoding coding, float[] out, int at) {
    int i = at;
    int width = width(coding);
    if (width > 0 && coding instanceof StaticCoding.Quantity) {
      out[i++] = (float) (1 - coding.probability(coding.missing()));
      out[i++] = 0;
      width -= 2;
    }
    for (int c = 0; c < width; c++) {
      out[i + c] = (float) coding.probability(c);
    }
    return i + width;
  }

  /** The subject of an encoded timeline, its traits worked out from its events. */
  public Subject of(EncodedTimeline timeline) {
    return of(timeline, Set.of());
  }

  /** The same without some of its fields; see {@link #subject}. */
  Subject of(EncodedTimeline timeline, Set<String> hidden) {
    double[] numbers =
        java.util.Arrays.copyOf(timeline.staticNumbers(), codings.size() + traits.size());
    return subject(classes(timeline, numbers), numbers, timeline.start(), timeline.end(), hidden);
  }

  /** Classes of the static codings and traits of a timeline; fills in the traits' numbers. */
  int[] classes(EncodedTimeline timeline, double[] numbers) {
    int[] classes = java.util.Arrays.copyOf(timeline.statics(), codings.size() + traits.size());
    for (int t = 0; t < traits.size(); t++) {
      Traits.Trait trait = traits.get(t);
      double x = Traits.of(timeline, trait.code(), trait.kind(), encoding);
      numbers[codings.size() + t] = x;
      classes[codings.size() + t] =
          Double.isNaN(x) ? trait.coding().size() : trait.coding().classOf(x);
    }
    return classes;
  }

  /** Number of classes of each static coding and trait, the missing one included. */
  int[] sizes() {
    int[] sizes = new int[codings.size() + traits.size()];
    for (int f = 0; f < codings.size(); f++) {
      sizes[f] = codings.get(f).size();
    }
    for (int t = 0; t < traits.size(); t++) {
      sizes[codings.size() + t] = traits.get(t).coding().size() + 1;
    }
    return sizes;
  }

  /**
   * For each class of each static coding and trait whether training never showed it: a missing
   * value that never was.
   */
  boolean[][] never() {
    int[] sizes = sizes();
    boolean[][] never = new boolean[sizes.length][];
    for (int f = 0; f < sizes.length; f++) {
      never[f] = new boolean[sizes[f]];
      if (f < codings.size()) {
        StaticCoding coding = codings.get(f);
        never[f][coding.missing()] = coding.probability(coding.missing()) == 0 && coding.size() > 1;
      }
    }
    return never;
  }

  /**
   * A score for each class of each field that keeps the order of numbers; zero for names and
   * missing values.
   */
  double[][] scores() {
    int[] sizes = sizes();
    double[][] scores = new double[sizes.length][];
    for (int f = 0; f < sizes.length; f++) {
      scores[f] = new double[sizes[f]];
      NumberCoding numbers = numbers(f);
      for (int k = 0; numbers != null && k < numbers.size(); k++) {
        scores[f][k] =
            Math.sqrt(2)
                * Erf.erfInv(2 * Math.max(1e-4, Math.min(1 - 1e-4, numbers.midQuantile(k))) - 1);
      }
    }
    return scores;
  }

  /** The number coding of a field or trait, or null for names. */
  public @Nullable NumberCoding numbers(int field) {
    if (field >= codings.size()) {
      return traits.get(field - codings.size()).coding();
    }
    return codings.get(field) instanceof StaticCoding.Quantity quantity ? quantity.numbers() : null;
  }

  /** Log-density of the static numbers of a timeline within their classes. */
  double logDensity(EncodedTimeline timeline) {
    double sum = 0;
    for (int f = 0; f < codings.size(); f++) {
      double x = timeline.staticNumbers()[f];
      if (codings.get(f) instanceof StaticCoding.Quantity quantity && !Double.isNaN(x)) {
        sum += quantity.numbers().logDensityInClass(x);
      }
    }
    return sum;
  }
}
