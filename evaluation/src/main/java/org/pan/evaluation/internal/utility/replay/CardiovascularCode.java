package org.pan.evaluation.internal.utility.replay;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a code is to SCORE2, by its name, its LOINC code or its SNOMED or ICD-10 code. */
enum CardiovascularCode {
  SYSTOLIC("sbp|systolic.*|.*//8480-6//.*"),
  CHOLESTEROL("chol|(total.?)?cholesterol|.*//2093-3//.*"),
  HDL("hdl.?c?|hdl.cholesterol|.*//2085-9//.*"),
  SMOKING("smok(e|er|ing).*|.*//72166-2//.*"),
  NOT_SMOKING(".*(never|ex-?smok|former|non-?smok).*"),
  EVENT("(dx:)?(mi|stroke|myocardial infarction)|.*//(22298006|230690007)|.*ICD10.*//I(21|63).*"),
  DEATH("(meds_)?death"),
  OTHER(null);

  private final @Nullable Pattern pattern;

  CardiovascularCode(@Nullable String pattern) {
    this.pattern = pattern == null ? null : Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  private boolean matches(String code) {
    return pattern != null && pattern.matcher(code).matches();
  }

  /**
   * What a code is.
   *
   * @param number whether the event has a number, without which a measurement says nothing
   */
  static CardiovascularCode of(String code, boolean number) {
    if (SMOKING.matches(code)) {
      return !number && NOT_SMOKING.matches(code) ? NOT_SMOKING : SMOKING;
    }
    for (CardiovascularCode event : new CardiovascularCode[] {EVENT, DEATH}) {
      if (event.matches(code)) {
        return event;
      }
    }
    for (CardiovascularCode test : new CardiovascularCode[] {SYSTOLIC, CHOLESTEROL, HDL}) {
      if (number && test.matches(code)) {
        return test;
      }
    }
    return OTHER;
  }
}
