package org.pan.sequences.profile;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.StaticField;
import org.pan.sequences.TimeMode;

/** Renders a {@link Profile} as text. */
final class ProfileText {

  private static final int CODES = 20;
  private static final int BAR = 24;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
  private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

  private final Profile profile;
  private final StringBuilder text = new StringBuilder();

  ProfileText(Profile profile) {
    this.profile = profile;
  }

  String render() {
    head();
    codes();
    statics();
    gaps();
    calendar();
    warnings();
    return text.toString();
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
  }

  private void head() {
    line(
        "%,d subjects (%,d without events), %,d events, %,d codes",
        profile.subjects(),
        profile.subjectsWithoutEvents(),
        profile.events(),
        profile.codes().size() + profile.rareCodes());
    line(
        "Time          %s, in %ss",
        profile.timeMode() == TimeMode.ABSOLUTE
            ? "absolute (calendar)"
            : "relative (days from day zero)",
        profile.resolution().name().toLowerCase(Locale.ROOT));
    WindowProfile window = profile.window();
    line(
        "Observation   start known for %s, end for %s%s",
        percent(window.startKnown()),
        percent(window.endKnown()),
        window.lengthDays() == null ? "" : "; days: " + spread(window.lengthDays()));
    if (profile.eventsPerSubject() != null) {
      line("Events each   %s", spread(profile.eventsPerSubject()));
    }
  }

  private void codes() {
    if (profile.codes().isEmpty()) {
      return;
    }
    line(
        "%nCodes                                       events  share  subjects  median (90 %% within)");
    List<CodeProfile> shown = profile.codes().subList(0, Math.min(CODES, profile.codes().size()));
    for (CodeProfile code : shown) {
      line(
          "  %-38s %9s %6s %9s  %s",
          shortened(code.code(), 38),
          String.format(Locale.ROOT, "%,d", code.events()),
          percent((double) code.events() / profile.events()),
          percent((double) code.subjects() / profile.subjects()),
          code.numbers() == null ? texts(code) : brief(code.numbers()));
    }
    if (shown.size() < profile.codes().size()) {
      line("  … and %,d more", profile.codes().size() - shown.size());
    }
  }

  private static String texts(CodeProfile code) {
    return code.texts() == 0
        ? ""
        : code.texts() + (code.texts() >= 1000 ? " or more texts" : " texts");
  }

  private void statics() {
    if (profile.statics().isEmpty()) {
      return;
    }
    line("%nStatic fields");
    for (FieldProfile field : profile.statics()) {
      String missing = field.missing() > 0 ? percent(field.missing()) + " missing" : "";
      if (field.numbers() != null) {
        boolean date =
            field.kind() == StaticField.Kind.DATE && profile.timeMode() == TimeMode.ABSOLUTE;
        line(
            "  %-20s %s  %s",
            shortened(field.name(), 20),
            date ? dates(field.numbers()) : spread(field.numbers()),
            missing);
      } else {
        line("  %-20s %s", shortened(field.name(), 20), missing);
        field.categories().forEach(this::bar);
      }
    }
  }

  private void gaps() {
    GapProfile gaps = profile.gaps();
    line("%nTime to the next event");
    gaps.bars().forEach(this::bar);
    line(
        "  Multiples of 7 days: %s of gaps of a day or more%s",
        percent(gaps.sevenShare()),
        Double.isNaN(gaps.sevenRatio())
            ? ""
            : gaps.sevenRatio() > 100
                ? ", over 100 times the days beside them"
                : String.format(
                    Locale.ROOT, ", %.2f times the days beside them", gaps.sevenRatio()));
  }

  private void calendar() {
    CalendarProfile calendar = profile.calendar();
    if (calendar == null) {
      return;
    }
    line("%nCalendar      %s to %s", calendar.firstMonth(), calendar.lastMonth());
    strength("Weekday", calendar.weekday());
    strength("Hour", calendar.hour());
    strength("Month", calendar.month());
    if (!Double.isNaN(calendar.lag7())) {
      line(
          "  Daily counts repeat at lag 7 with %.2f (at lags 6 and 8: %.2f)",
          calendar.lag7(), calendar.lag6and8());
    }
    if (!Double.isNaN(calendar.lag364())) {
      line(
          "  Daily counts repeat at lag 364 with %.2f (at lag 182: %.2f)",
          calendar.lag364(), calendar.lag182());
    }
  }

  private void strength(String name, @Nullable Strength strength) {
    if (strength == null) {
      return;
    }
    double highest = strength.bars().stream().mapToDouble(Bar::share).max().orElse(1);
    StringBuilder columns = new StringBuilder();
    for (Bar bar : strength.bars()) {
      int height = (int) Math.round(bar.share() / highest * (HEIGHTS.length() - 1));
      columns.append(HEIGHTS.charAt(height));
    }
    Bar first = strength.bars().get(0);
    Bar last = strength.bars().get(strength.bars().size() - 1);
    line(
        "  %-8s %s %s %s  %s (effect %.3f, p %s)",
        name,
        first.label(),
        columns,
        last.label(),
        strength.word(),
        strength.effect(),
        strength.pValue() < 0.001
            ? "< 0.001"
            : String.format(Locale.ROOT, "%.3f", strength.pValue()));
  }

  private void warnings() {
    if (!profile.warnings().isEmpty()) {
      line("%nWarnings");
      profile.warnings().forEach(warning -> line("  - %s", warning));
    }
  }

  private void bar(Bar bar) {
    int eighths = (int) Math.round(bar.share() * BAR * 8);
    StringBuilder drawn = new StringBuilder("█".repeat(eighths / 8));
    if (eighths % 8 > 0) {
      drawn.append(EIGHTHS.charAt(eighths % 8));
    }
    line("    %-18s %6s  %s", shortened(bar.label(), 18), percent(bar.share()), drawn);
  }

  private static String brief(Quantiles q) {
    return number(q.median()) + " (" + number(q.p5()) + " to " + number(q.p95()) + ")";
  }

  private static String spread(Quantiles q) {
    return "median "
        + number(q.median())
        + ", 90 % in "
        + number(q.p5())
        + " to "
        + number(q.p95());
  }

  private static String dates(Quantiles q) {
    return String.format(
        "median %s, 90 %% in %s to %s", date(q.median()), date(q.p5()), date(q.p95()));
  }

  private static LocalDate date(double day) {
    return LocalDate.ofEpochDay(Math.round(day));
  }

  private static String shortened(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length - 1) + "…";
  }

  /** A number to four significant digits. */
  static String number(double x) {
    return x == Math.rint(x) && Math.abs(x) < 1e7
        ? String.format(Locale.ROOT, "%,.0f", x)
        : String.format(Locale.ROOT, "%.4g", x);
  }

  /** A share in per cent. */
  static String percent(double share) {
    double percent = 100 * share;
    return percent > 0 && percent < 0.05
        ? "<0.1 %"
        : String.format(
            Locale.ROOT, percent < 9.95 && percent > 0 ? "%.1f %%" : "%.0f %%", percent);
  }
}
