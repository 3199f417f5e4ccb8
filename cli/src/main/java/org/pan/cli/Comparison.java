package org.pan.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.profile.Bar;
import org.pan.sequences.profile.CalendarProfile;
import org.pan.sequences.profile.CodeProfile;
import org.pan.sequences.profile.Profile;
import org.pan.sequences.profile.Quantiles;
import org.pan.sequences.profile.Strength;

/** Held-out real patients beside synthetic ones, figure by figure. */
record Comparison(Profile real, Profile synthetic) {

  private static final int CODES = 12;

  /**
   * One figure of both.
   *
   * @param section what it belongs to
   * @param figure its name
   * @param real of the real patients; NaN where there is none
   * @param synthetic of the synthetic ones; NaN where there is none
   * @param format how it is printed
   */
  record Row(String section, String figure, double real, double synthetic, String format) {}

  /** All figures: size, rhythm, codes, numbers. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(row("Size", "patients", "%,.0f", Profile::subjects));
    rows.add(row("Size", "events a patient", "%.1f", Comparison::eventsEach));
    for (Bar bar : real.gaps().bars()) {
      rows.add(
          row(
              "Days to the next event",
              bar.label() + ", %",
              "%.1f",
              p -> 100 * share(p.gaps().bars(), bar.label())));
    }
    rows.add(
        row("Revisit rhythm", "gaps of whole weeks, %", "%.1f", p -> 100 * p.gaps().sevenShare()));
    rows.add(row("Revisit rhythm", "against the days beside", "%.2f", p -> p.gaps().sevenRatio()));
    addStrength(rows, "Weekday", CalendarProfile::weekday);
    addStrength(rows, "Month", CalendarProfile::month);
    for (CodeProfile code : frequent()) {
      rows.add(
          row("Patients with", code.code() + ", %", "%.1f", p -> 100 * prevalence(p, code.code())));
    }
    for (CodeProfile code : frequent()) {
      if (code.numbers() != null) {
        addNumbers(rows, code.code());
      }
    }
    return rows;
  }

  private void addStrength(
      List<Row> rows, String section, Function<CalendarProfile, @Nullable Strength> rhythm) {
    Function<Profile, List<Bar>> bars =
        p -> Optional.ofNullable(p.calendar()).map(rhythm).map(Strength::bars).orElse(List.of());
    for (Bar bar : bars.apply(real)) {
      rows.add(
          row(section, bar.label() + ", %", "%.1f", p -> 100 * share(bars.apply(p), bar.label())));
    }
  }

  private void addNumbers(List<Row> rows, String code) {
    String section = "Numbers";
    rows.add(row(section, code + ", 5 % below", "%.4g", p -> number(p, code, Quantiles::p5)));
    rows.add(row(section, code + ", median", "%.4g", p -> number(p, code, Quantiles::median)));
    rows.add(row(section, code + ", 95 % below", "%.4g", p -> number(p, code, Quantiles::p95)));
  }

  private Row row(String section, String figure, String format, Function<Profile, Number> of) {
    return new Row(
        section, figure, of.apply(real).doubleValue(), of.apply(synthetic).doubleValue(), format);
  }

  private List<CodeProfile> frequent() {
    return real.codes().stream()
        .sorted((a, b) -> Long.compare(b.subjects(), a.subjects()))
        .limit(CODES)
        .toList();
  }

  private static double eventsEach(Profile profile) {
    return profile.events() / (double) Math.max(1, profile.subjects());
  }

  private static double share(List<Bar> bars, String label) {
    return bars.stream()
        .filter(bar -> bar.label().equals(label))
        .findFirst()
        .map(Bar::share)
        .orElse(0.0);
  }

  private static Optional<CodeProfile> code(Profile profile, String code) {
    return profile.codes().stream().filter(c -> c.code().equals(code)).findFirst();
  }

  private static double prevalence(Profile profile, String code) {
    return code(profile, code).map(CodeProfile::subjects).orElse(0L)
        / (double) Math.max(1, profile.subjects());
  }

  private static double number(Profile profile, String code, Function<Quantiles, Double> level) {
    return code(profile, code).map(CodeProfile::numbers).map(level).orElse(Double.NaN);
  }

  /** Prints the figures side by side. */
  void print(PrintWriter out) {
    Table table = new Table().row("", "real", "synthetic");
    String section = "";
    for (Row row : rows()) {
      if (!row.section().equals(section)) {
        section = row.section();
        table.row(section);
      }
      table.row(
          "  " + row.figure(),
          row.format().formatted(row.real()),
          row.format().formatted(row.synthetic()));
    }
    table.print(out);
  }
}
