package org.pan.evaluation.internal.report;

import java.util.Locale;
import org.pan.evaluation.Estimate;

/** Numbers as readers see them: three digits that count. */
public final class Digits {

  private Digits() {}

  /** A number; empty where there is none. */
  public static String of(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return "";
    }
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (size >= 10) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    if (size >= 0.0005 || size == 0) {
      return String.format(Locale.ROOT, "%.3f", value);
    }
    return String.format(Locale.ROOT, size >= 0.00005 ? "%.4f" : "%.0e", value);
  }

  /** The same without zeros at the end. */
  public static String brief(double value) {
    return of(value).replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", "");
  }

  /** The ends of an interval; empty where there is none. */
  public static String interval(Estimate estimate) {
    return Double.isFinite(estimate.low()) && Double.isFinite(estimate.high())
        ? of(estimate.low()) + " to " + of(estimate.high())
        : "";
  }

  /** A value with its unit and, where there is one, its interval. */
  public static String sentence(Estimate estimate, String unit) {
    String value = unit.isEmpty() ? of(estimate.value()) : of(estimate.value()) + " " + unit;
    String interval = interval(estimate);
    return interval.isEmpty() ? value : value + " (95 % interval " + interval + ")";
  }
}
