package org.pan.evaluation.internal.report;

import java.util.Locale;

/** What the value of a headline figure says to those who do not know the figure. */
final class PlainWords {

  private PlainWords() {}

  /** A sentence; empty for figures that have none. */
  static String of(String id, double value) {
    return switch (id) {
      case "fidelity.c2st-patient" ->
          say(
              "Shown a real and a synthetic patient, a classifier picks out the synthetic one in %.0f"
                  + " of 100 cases; guessing gives 50.",
              100 * value);
      case "fidelity.code-share-tv" ->
          say(
              "%.1f of 100 events would need another code for codes to be as frequent as in real"
                  + " patients.",
              100 * value);
      case "calendar.weekday-tv" ->
          say(
              "%.1f of 100 events would have to move to another weekday for the week to be that of"
                  + " real patients.",
              100 * value);
      case "calendar.whole-week-ratio" ->
          say(
              "Patients come back after whole weeks %.2f times as often as on the days beside.",
              value);
      case "calendar.same-weekday" ->
          say("%.0f of 100 returns are on the weekday of the visit before.", 100 * value);
      case "utility.tstr-auc-boosting", "utility.tstr-auc-regression" ->
          say(
              "Of two real patients, one with an outcome to come and one without, a model that learnt"
                  + " from the set picks out the former in %.0f of 100 cases; guessing gives 50.",
              100 * value);
      case "fairness.representation" ->
          say(
              "No group is more than %.2f times too large or too small, by the odds of belonging to"
                  + " it.",
              Math.exp(value));
      case "fairness.amplification" ->
          say(
              "The gap between groups is %.1f points of 100 "
                  + (value < 0 ? "narrower" : "wider")
                  + " in a model that learnt from the set than in one that learnt from real patients.",
              Math.abs(100 * value));
      case "privacy.membership-domias-auc" ->
          say(
              "Shown a patient the model learnt from and a stranger, an attacker picks out the former"
                  + " in %.0f of 100 cases; guessing gives 50.",
              100 * value);
      case "privacy.dcr-share" ->
          say(
              "%.0f of 100 synthetic patients are nearer to one the model learnt from than to a"
                  + " stranger; without copying it would be about 50.",
              100 * value);
      default -> "";
    };
  }

  private static String say(String sentence, double value) {
    return String.format(Locale.ROOT, sentence, value);
  }
}
