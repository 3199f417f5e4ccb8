package org.pan.sequences.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens at a clinic.
 *
 * @param index its place in {@link #ALL}
 * @param label its code in a timeline
 * @param partWeights how common it is by part of the day (night, morning, afternoon, evening)
 * @param groupWeights factor of that by group
 * @param measure how its value comes about, or null if it has none
 */
record ClinicCode(
    int index,
    String label,
    double[] partWeights,
    double[] groupWeights,
    @Nullable Measure measure) {

  /**
   * How a value comes about: Gaussian about the patient's own level, which is Gaussian about a
   * mean; then rounded.
   *
   * @param perUnit grid points a unit
   * @param mean mean of a woman's levels
   * @param levelSd spread of levels over patients
   * @param noiseSd spread of values about a level
   * @param groupShifts added to the mean by group
   * @param maleShift added to the mean for men
   */
  record Measure(
      int perUnit,
      double mean,
      double levelSd,
      double noiseSd,
      double[] groupShifts,
      double maleShift) {

    double mean(Group group, boolean male) {
      return mean + groupShifts[group.index()] + (male ? maleShift : 0);
    }
  }

  /** All codes, in alphabetical order. */
  static final List<ClinicCode> ALL =
      List.of(
          of(0, "ADMISSION", parts(4, 0.5, 0.7, 1), groups(0.8, 0.7, 1.5), null),
          of(1, "ASTHMA", parts(1.5, 0.5, 0.8, 2), groups(2, 0.6, 0.5), null),
          of(2, "CHECKUP", parts(0.1, 3, 2, 0.5), groups(1, 1, 1.2), null),
          of(3, "FRACTURE", parts(0.5, 0.4, 1.2, 1.5), groups(1.2, 0.5, 1), null),
          of(
              4,
              "GLUCOSE",
              parts(0.3, 3, 1, 0.2),
              groups(0.3, 1, 2),
              new Measure(10, 5, 0.7, 0.5, groups(0, 0.3, 0.8), 0)),
          of(
              5,
              "HEART_RATE",
              parts(1.5, 2, 1.5, 1.5),
              groups(1, 1, 1),
              new Measure(1, 72, 8, 6, groups(20, 0, 4), 0)),
          of(
              6,
              "HEMOGLOBIN",
              parts(0.2, 2.5, 0.6, 0.1),
              groups(0.5, 1, 1.2),
              new Measure(10, 13.6, 0.9, 0.5, groups(-1, 0, -0.5), 1.4)),
          of(7, "PRESCRIPTION", parts(0.2, 1, 2, 0.8), groups(0.6, 1, 1.5), null),
          of(
              8,
              "TEMPERATURE",
              parts(2, 0.8, 1, 2.5),
              groups(2, 0.7, 0.5),
              new Measure(10, 37, 0.25, 0.3, groups(0.4, 0.1, 0), 0)),
          of(9, "VACCINATION", parts(0.05, 1, 1.5, 0.2), groups(1.5, 0.4, 0.6), null));

  private static final Map<String, ClinicCode> BY_LABEL = new HashMap<>();

  static {
    ALL.forEach(code -> BY_LABEL.put(code.label(), code));
  }

  /**
   * The code of that label.
   *
   * @throws IllegalArgumentException if the clinic knows of none
   */
  static ClinicCode of(String label) {
    ClinicCode code = BY_LABEL.get(label);
    if (code == null) {
      throw new IllegalArgumentException("The clinic has no code " + label + ".");
    }
    return code;
  }

  private static ClinicCode of(
      int index, String label, double[] parts, double[] groups, @Nullable Measure measure) {
    return new ClinicCode(index, label, parts, groups, measure);
  }

  private static double[] parts(double night, double morning, double afternoon, double evening) {
    return new double[] {night, morning, afternoon, evening};
  }

  private static double[] groups(double child, double adult, double elder) {
    return new double[] {child, adult, elder};
  }

  double weight(Group group, int part) {
    return partWeights[part] * groupWeights[group.index()];
  }
}
