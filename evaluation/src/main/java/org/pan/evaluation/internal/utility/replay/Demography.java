package org.pan.evaluation.internal.utility.replay;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.pan.evaluation.internal.ClinicalFields;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/** What the static fields say of a patient. */
final class Demography {

  private static final double DAYS_OF_YEAR = 365.25;

  private final TimeMode timeMode;
  private final Timeline patient;

  Demography(TimeMode timeMode, Timeline patient) {
    this.timeMode = timeMode;
    this.patient = patient;
  }

  /** Age in years on a day, by the date of birth or else by the age at day zero. */
  OptionalDouble age(double day) {
    Optional<StaticValue> birth = value(ClinicalFields::isBirth);
    if (birth.isPresent() && birth.get() instanceof StaticValue.Date date) {
      return OptionalDouble.of((day - day(date.timeMicros())) / DAYS_OF_YEAR);
    }
    Optional<StaticValue> age = value(ClinicalFields::isAge);
    if (age.isPresent() && age.get() instanceof StaticValue.Number number) {
      double since = timeMode == TimeMode.RELATIVE ? day / DAYS_OF_YEAR : 0;
      return OptionalDouble.of(number.value() + since);
    }
    return OptionalDouble.empty();
  }

  /** Whether the patient is a man. */
  Optional<Boolean> man() {
    return entry(ClinicalFields::isSex)
        .map(entry -> ClinicalFields.isMan(entry.getKey(), words(entry.getValue())));
  }

  /** Whether the patient died by the end of observation; no where nothing is said. */
  boolean died() {
    return value(ClinicalFields::isDeath)
        .map(Demography::words)
        .filter(ClinicalFields::isYes)
        .isPresent();
  }

  /** The value of the field that says who was exposed. */
  Optional<Boolean> exposed() {
    return value(ClinicalFields::isExposure).map(Demography::words).map(ClinicalFields::isYes);
  }

  private Optional<StaticValue> value(Predicate<String> field) {
    return entry(field).map(Map.Entry::getValue);
  }

  private Optional<Map.Entry<String, StaticValue>> entry(Predicate<String> field) {
    return patient.statics().entrySet().stream()
        .filter(entry -> field.test(entry.getKey()))
        .findFirst();
  }

  private static String words(StaticValue value) {
    if (value instanceof StaticValue.Category category) {
      return category.name();
    }
    return value instanceof StaticValue.Number number && number.value() == 1 ? "1" : "0";
  }

  /** Day of a time, with its fraction. */
  static double day(long micros) {
    return (double) micros / Cohort.DAY_MICROS;
  }
}
