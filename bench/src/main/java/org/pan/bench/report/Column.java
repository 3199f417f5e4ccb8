package org.pan.bench.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pan.bench.compare.Row;

/**
 * A column of the table of a data set.
 *
 * @param title its header
 * @param cell what stands in it
 * @param chance what one more real sample has there; empty if that has no meaning
 */
record Column(String title, Function<Row, String> cell, Function<Row, String> chance) {

  private static final double KILO = 1e3;
  private static final double MEGA = 1e6;

  /** The figures of the evaluation that tell most, by id, with a short title. */
  private static final List<Map.Entry<String, String>> QUALITY =
      List.of(
          Map.entry("fidelity.c2st-patient", "C2ST patient"),
          Map.entry("fidelity.c2st-window", "C2ST window"),
          Map.entry("fidelity.code-share-tv", "code TV"),
          Map.entry("fidelity.bigram-tv", "bigram TV"),
          Map.entry("fidelity.gap-tv", "gap TV"),
          Map.entry("fidelity.value-ks", "value KS"),
          Map.entry("fidelity.statistic-msas-mean", "patient mean MSAS"),
          Map.entry("utility.tstr-auc-boosting", "TSTR AUC"));

  private static final List<Map.Entry<String, String>> CALENDAR =
      List.of(
          Map.entry("fidelity.gap-modulo-7-tv", "gap mod 7 TV"),
          Map.entry("calendar.same-weekday", "same weekday"),
          Map.entry("calendar.weekday-tv", "weekday TV"),
          Map.entry("calendar.hour-tv", "hour TV"),
          Map.entry("calendar.week-of-year-tv", "week TV"),
          Map.entry("calendar.population-acf-7", "ACF 7"),
          Map.entry("calendar.series-acf-7", "series ACF 7"),
          Map.entry("calendar.series-acf-364", "series ACF 364"));

  private static final List<Map.Entry<String, String>> PRIVACY =
      List.of(
          Map.entry("privacy.near-copied-runs", "near-copied runs"),
          Map.entry("privacy.dcr-close-surplus", "DCR surplus"),
          Map.entry("privacy.linkability", "linkability"),
          Map.entry("privacy.membership-distance-auc", "membership AUC"),
          Map.entry("privacy.membership-domias-auc", "DOMIAS AUC"));

  static List<Column> quality() {
    return QUALITY.stream().map(Column::figure).toList();
  }

  static List<Column> calendar() {
    return CALENDAR.stream().map(Column::figure).toList();
  }

  static List<Column> privacy() {
    return PRIVACY.stream().map(Column::figure).toList();
  }

  /** How many figures of each family are as good as another real sample's. */
  static List<Column> verdicts() {
    return Stream.of("FIDELITY", "CALENDAR", "UTILITY", "PRIVACY", "FAIRNESS")
        .map(
            family ->
                new Column(
                    family.toLowerCase(java.util.Locale.ROOT),
                    row -> {
                      var verdicts = row.verdicts().get(family);
                      return verdicts == null || verdicts.judged() == 0
                          ? ""
                          : verdicts.good() + " of " + verdicts.judged();
                    },
                    row -> ""))
        .toList();
  }

  /** What it costs. */
  static List<Column> cost() {
    return List.of(
        cost("fit CPU s", row -> row.fit() == null ? "" : number(row.fit().cpuSeconds())),
        cost("fit wall s", row -> row.fit() == null ? "" : number(row.fit().wallSeconds())),
        cost("draw CPU s", row -> row.sample() == null ? "" : number(row.sample().cpuSeconds())),
        cost("events / CPU s", row -> row.done() ? number(row.eventsPerCpuSecond()) : ""),
        cost("peak MB", row -> row.peakBytes() == 0 ? "" : number(row.peakBytes() / MEGA)),
        cost("disk MB", row -> row.diskBytes() == 0 ? "" : small(row.diskBytes() / MEGA)),
        cost("patients", row -> row.done() ? "%,d".formatted(row.subjects()) : ""));
  }

  private static Column cost(String title, Function<Row, String> cell) {
    return new Column(title, cell, row -> "");
  }

  private static Column figure(Map.Entry<String, String> idAndTitle) {
    String id = idAndTitle.getKey();
    return new Column(
        idAndTitle.getValue(), row -> figure(row.figures(), id), row -> figure(row.chance(), id));
  }

  private static String figure(Map<String, Double> figures, String id) {
    Double value = figures.get(id);
    return value == null ? "" : figure(value);
  }

  /** A figure between 0 and 1 or thereabouts, without the zero before the point. */
  static String figure(double value) {
    String text = "%.3f".formatted(value);
    return text.replaceFirst("^(-?)0\\.", "$1.");
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return value < KILO ? small(value) : "%,d".formatted(Math.round(value));
  }

  private static String small(double value) {
    return value < 10 ? "%.1f".formatted(value) : "%,d".formatted(Math.round(value));
  }
}
