package org.pan.evaluation.internal.utility.replay;

import java.util.Optional;
import java.util.OptionalDouble;
import org.pan.sequences.Event;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/**
 * What SCORE2 takes of a patient on the first day on which pressure, both cholesterols and smoking
 * are known between the ages of 40 and 70, without infarction or stroke until then; and what came.
 *
 * @param cholesterol total cholesterol in the unit of the data
 * @param hdl in the same unit
 * @param days to what came first or the end of follow-up
 * @param kind 1 for infarction or stroke, 2 for death without, 0 for neither
 */
record CardiovascularRecord(
    boolean man,
    double age,
    boolean smoker,
    double systolic,
    double cholesterol,
    double hdl,
    double days,
    int kind) {

  private static final double YOUNGEST = 40;
  private static final double OLD = 70;

  /** Says what a code means. */
  interface Dictionary {
    CardiovascularCode of(Event event);
  }

  /** The record of a patient, if there is a day on which all is known and a follow-up. */
  static Optional<CardiovascularRecord> of(
      TimeMode timeMode, Timeline patient, Dictionary dictionary) {
    Demography demography = new Demography(timeMode, patient);
    Optional<Boolean> man = demography.man();
    if (man.isEmpty() || patient.events().isEmpty()) {
      return Optional.empty();
    }
    double[] known = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    for (int i = 0; i < patient.events().size(); i++) {
      Event event = patient.events().get(i);
      CardiovascularCode meaning = dictionary.of(event);
      if (meaning == CardiovascularCode.EVENT) {
        return Optional.empty();
      }
      note(meaning, event, known);
      double day = Demography.day(event.timeMicros());
      OptionalDouble age = demography.age(day);
      if (complete(known) && age.isPresent() && age.getAsDouble() >= YOUNGEST) {
        return age.getAsDouble() < OLD
            ? Optional.of(from(i, man.get(), age.getAsDouble(), known, patient, dictionary))
                .filter(record -> record.days() > 0)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static void note(CardiovascularCode meaning, Event event, double[] known) {
    switch (meaning) {
      case SYSTOLIC -> known[0] = event.number();
      case CHOLESTEROL -> known[1] = event.number();
      case HDL -> known[2] = event.number();
      case SMOKING -> known[3] = event.hasNumber() && event.number() <= 0 ? 0 : 1;
      case NOT_SMOKING -> known[3] = 0;
      default -> {}
    }
  }

  private static boolean complete(double[] known) {
    for (double value : known) {
      if (Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  private static CardiovascularRecord from(
      int index, boolean man, double age, double[] known, Timeline patient, Dictionary dictionary) {
    double start = Demography.day(patient.events().get(index).timeMicros());
    int last = patient.events().size() - 1;
    double lastDay = Demography.day(patient.events().get(last).timeMicros());
    double end = patient.end().isPresent() ? Demography.day(patient.end().getAsLong()) : lastDay;
    int kind = new Demography(TimeMode.RELATIVE, patient).died() ? 2 : 0;
    for (int i = index + 1; i <= last && kind != 1; i++) {
      Event event = patient.events().get(i);
      CardiovascularCode meaning = dictionary.of(event);
      if (meaning == CardiovascularCode.EVENT || meaning == CardiovascularCode.DEATH) {
        end = Demography.day(event.timeMicros());
        kind = meaning == CardiovascularCode.EVENT ? 1 : 2;
        break;
      }
    }
    return new CardiovascularRecord(
        man, age, known[3] > 0, known[0], known[1], known[2], end - start, kind);
  }
}
