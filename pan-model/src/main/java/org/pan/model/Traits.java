package org.pan.model;

import java.util.Arrays;
import java.util.List;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.NumberCoding;

/**
 * Summaries of a subject's whole record that are sampled first, as static fields of their own, and
 * never written out: where long series lie and how much they vary, and whether codes ever come.
 *
 * @param traits in order
 */
public record Traits(List<Trait> traits) {

  /** No traits. */
  public static final Traits NONE = new Traits(List.of());

  public Traits {
    traits = List.copyOf(traits);
  }

  /**
   * One summary.
   *
   * @param code of the series, or that comes or not
   * @param kind what is summed up
   * @param coding its classes
   */
  public record Trait(int code, Kind kind, NumberCoding coding) {}

  /** What is summed up of a series' normal scores, or of a code's events. */
  public enum Kind {
    /** Their mean. */
    LEVEL(-1),
    /** The logarithm of their standard deviation. */
    SPREAD(-1),
    /** The mean over the first quarter of the observation, less that of all. */
    FIRST_QUARTER(0),
    /** The same for the second quarter. */
    SECOND_QUARTER(1),
    /** The same for the third quarter. */
    THIRD_QUARTER(2),
    /** The same for the last quarter. */
    LAST_QUARTER(3),
    /** Whether the code comes in the record as observed, with any text: 1 or 0. */
    EVER(-1);

    /** What is summed up of every series. */
    static final List<Kind> OF_SERIES =
        List.of(LEVEL, SPREAD, FIRST_QUARTER, SECOND_QUARTER, THIRD_QUARTER, LAST_QUARTER);

    /** The number of quarters. */
    public static final int QUARTERS = 4;

    private final int quarter;

    Kind(int quarter) {
      this.quarter = quarter;
    }

    /** Which quarter is summed up, 0 to 3, or -1 for none. */
    public int quarter() {
      return quarter;
    }
  }

  /** The summary of one timeline; NaN where it has too few numbers. */
  public static double of(EncodedTimeline timeline, int code, Kind kind, Encoding encoding) {
    if (kind == Kind.EVER) {
      return ever(timeline, encoding.codes().ids(encoding.codes().entry(code).code()));
    }
    NumberCoding coding = java.util.Objects.requireNonNull(encoding.numbers(code));
    double[] z = new double[timeline.size()];
    double[] inQuarter = new double[timeline.size()];
    int n = 0;
    int m = 0;
    for (int i = 0; i < timeline.size(); i++) {
      if (timeline.code()[i] == code && !Double.isNaN(timeline.number()[i])) {
        z[n++] = coding.zScore(timeline.number()[i]);
        if (kind.quarter() >= 0 && quarter(timeline, timeline.time()[i]) == kind.quarter()) {
          inQuarter[m++] = z[n - 1];
        }
      }
    }
    if (n < 2) {
      return Double.NaN;
    }
    return switch (kind) {
      case LEVEL -> mean(z, n);
      case SPREAD -> Math.log(Math.max(1e-3, spread(z, n)));
      case FIRST_QUARTER, SECOND_QUARTER, THIRD_QUARTER, LAST_QUARTER ->
          m == 0 ? Double.NaN : mean(inQuarter, m) - mean(z, n);
      case EVER -> throw new IllegalStateException("No summary of a series.");
    };
  }

  private static double ever(EncodedTimeline timeline, List<Integer> codes) {
    return Arrays.stream(timeline.code()).anyMatch(codes::contains) ? 1 : 0;
  }

  private static int quarter(EncodedTimeline timeline, long time) {
    if (timeline.start() == EncodedTimeline.UNKNOWN || timeline.end() == EncodedTimeline.UNKNOWN) {
      return -1;
    }
    double share =
        (time - timeline.start()) / Math.max(1.0, (double) timeline.end() - timeline.start());
    return (int) Math.max(0, Math.min(Kind.QUARTERS - 1, Math.floor(share * Kind.QUARTERS)));
  }

  private static double mean(double[] z, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += z[i];
    }
    return sum / n;
  }

  private static double spread(double[] z, int n) {
    double mean = mean(z, n);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += (z[i] - mean) * (z[i] - mean);
    }
    return Math.sqrt(squares / n);
  }
}
