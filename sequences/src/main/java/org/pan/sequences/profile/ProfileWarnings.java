package org.pan.sequences.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says what in a data set would mislead a model. */
final class ProfileWarnings {

  private static final int HOUR = 3_600;
  private static final int LAST_SECOND = 86_399;
  private static final int LAST_MINUTE = 86_340;

  /** So many times more often than the times like it, a time is a placeholder. */
  private static final double PILE = 5;

  private static final double DATE_ONLY_SHARE = 0.01;
  private static final int PLACEHOLDERS = 20;
  private static final double REVISITS = 1.5;
  private static final int NAMED = 3;

  /** So many times the effect expected by chance is still chance. */
  private static final double CHANCES = 1.5;

  private final Profile profile;
  private final List<String> all = new ArrayList<>();

  ProfileWarnings(Profile profile) {
    this.profile = profile;
  }

  List<String> all() {
    return all;
  }

  private void warn(String format, Object... arguments) {
    all.add(String.format(Locale.ROOT, format, arguments));
  }

  void rare() {
    if (profile.rareCodes() > 0) {
      warn(
          "%,d codes of fewer than %d subjects each (%,d events) will be grouped as rare; the model does not tell them apart.",
          profile.rareCodes(), Profile.PROTECT_BELOW, profile.rareEvents());
    }
  }

  void duplicates(long duplicates) {
    if (duplicates > 0) {
      warn(
          "%,d events (%s) repeat another of the same subject, time, code and value; drop them with SELECT DISTINCT unless"
              + " they are meant.",
          duplicates, percent(duplicates, profile.events()));
    }
  }

  void outsideWindow(long outside) {
    if (outside > 0) {
      warn(
          "%,d events (%s) lie before the start or after the end of their subject's observation; check observation_start and"
              + " observation_end.",
          outside, percent(outside, profile.events()));
    }
  }

  void afterDeath(DeathTally.After after) {
    if (after.events() > 0) {
      warn(
          "%,d events of %,d subjects lie after their %s; the model will learn that, so drop them if they are mistakes.",
          after.events(), after.subjects(), after.code());
    }
  }

  /** Events at midnight far more often than at the hours around it have a date and no time. */
  void dateOnly(CalendarTally calendar, List<CodeTally> codes) {
    double around =
        (calendar.at(22 * HOUR)
                + calendar.at(23 * HOUR)
                + calendar.at(HOUR)
                + calendar.at(2 * HOUR))
            / 4.0;
    long midnight = calendar.at(0);
    if (midnight < DATE_ONLY_SHARE * calendar.visits() || midnight < PILE * Math.max(around, 1)) {
      return;
    }
    String named =
        codes.stream()
            .filter(code -> code.midnights() > 0)
            .sorted(Comparator.comparingLong(CodeTally::midnights).reversed())
            .limit(NAMED)
            .map(code -> code.code() + " " + percent(code.midnights(), code.events()))
            .collect(Collectors.joining(", "));
    warn(
        "%,d visits (%s) are at 00:00:00, as if they had a date but no time; most often %s. Sampled ones will be at midnight too.",
        midnight, percent(midnight, calendar.visits()), named);
  }

  /** Visits at the day's last second or minute. */
  void lastMoment(CalendarTally calendar) {
    for (int moment : new int[] {LAST_SECOND, LAST_MINUTE}) {
      double like =
          IntStream.of(moment - 60, moment - HOUR, moment - 2 * HOUR, moment - 3 * HOUR)
              .mapToLong(calendar::at)
              .average()
              .orElse(0);
      long here = calendar.at(moment);
      if (here >= PLACEHOLDERS && here >= PILE * Math.max(like, 1)) {
        warn(
            "%,d visits (%s) are at %s, which stands for an unknown time in many exports.",
            here, percent(here, calendar.visits()), moment == LAST_SECOND ? "23:59:59" : "23:59");
      }
    }
  }

  /** A weekly revisit rhythm without weekdays or seasons. */
  void shiftedDates() {
    CalendarProfile calendar = profile.calendar();
    if (calendar == null || !(profile.gaps().sevenRatio() > REVISITS)) {
      return;
    }
    if (flat(calendar.weekday()) && (calendar.month() == null || flat(calendar.month()))) {
      warn(
          "Revisits cluster at multiples of 7 days (%.1f times the days beside them), yet weekdays and seasons are as even as"
              + " chance makes them: dates look shifted patient by patient. Weekdays and seasons of this set mean nothing.",
          profile.gaps().sevenRatio());
    }
  }

  /**
   * Whether a rhythm is no stronger than if each subject's visits all fell on one day of its own.
   */
  private boolean flat(Strength strength) {
    double chance = Math.sqrt((strength.bars().size() - 1) / (double) profile.subjects());
    return strength.effect() < Strength.NEGLIGIBLE + CHANCES * chance;
  }

  void farOut(List<CodeTally> codes) {
    for (CodeTally code : codes) {
      NumberTally numbers = code.numbers();
      NumberTally.FarOut far = numbers == null ? null : numbers.farOut();
      if (far != null && far.count() > 0) {
        warn(
            "Code %s: %d number%s far outside of the rest, which for 98 %% lies between %s and %s; check units and typing errors.",
            code.code(),
            far.count(),
            far.count() == 1 ? " lies" : "s lie",
            ProfileText.number(far.low()),
            ProfileText.number(far.high()));
      }
    }
  }

  private static String percent(long part, long all) {
    return ProfileText.percent((double) part / all);
  }
}
