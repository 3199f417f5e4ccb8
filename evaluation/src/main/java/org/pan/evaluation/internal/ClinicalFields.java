package org.pan.evaluation.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a static field is, by its name. */
public final class ClinicalFields {

  private static final Pattern DEATH =
      Pattern.compile("status|death|dead|died|deceased|vital_?status", Pattern.CASE_INSENSITIVE);
  private static final Pattern SEX =
      Pattern.compile("sex|gender|male|female", Pattern.CASE_INSENSITIVE);
  private static final Pattern BIRTH =
      Pattern.compile(
          "(.*_)?birth(_?(date|day|datetime|time))?|date_of_birth|dob", Pattern.CASE_INSENSITIVE);
  private static final Pattern EXPOSURE =
      Pattern.compile(
          "case|expos(ed|ure)|treat(ed|ment)|arm|group|cohort", Pattern.CASE_INSENSITIVE);
  private static final Set<String> YES =
      Set.of("1", "true", "t", "yes", "y", "dead", "died", "case", "exposed", "treated");

  private ClinicalFields() {}

  /** Whether it says that a patient died by the end of observation. */
  public static boolean isDeath(String name) {
    return DEATH.matcher(name).matches();
  }

  /** Whether it says the sex. */
  public static boolean isSex(String name) {
    return SEX.matcher(name).matches();
  }

  /** Whether it says the date of birth. */
  public static boolean isBirth(String name) {
    return BIRTH.matcher(name).matches();
  }

  /** Whether it says the age at the day zero. */
  public static boolean isAge(String name) {
    return name.equalsIgnoreCase("age");
  }

  /** Whether it says who was exposed, or is a case. */
  public static boolean isExposure(String name) {
    return EXPOSURE.matcher(name).matches();
  }

  /** Whether a value in words stands for yes. */
  public static boolean isYes(String value) {
    return YES.contains(value.toLowerCase(Locale.ROOT));
  }

  /** Whether a patient is a man, by the value of a field of sex. */
  public static boolean isMan(String field, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    boolean yes = isYes(lower);
    return switch (field.toLowerCase(Locale.ROOT)) {
      case "male" -> yes;
      case "female" -> !yes;
      default -> lower.equals("m") || lower.equals("male") || lower.equals("man") || yes;
    };
  }
}
