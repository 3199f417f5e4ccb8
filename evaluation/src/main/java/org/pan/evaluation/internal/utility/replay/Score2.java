package org.pan.evaluation.internal.utility.replay;

/**
 * SCORE2, the risk of a first cardiovascular event (death of it, myocardial infarction or stroke)
 * within ten years in Europeans of 40 to 69 years without diabetes (SCORE2 working group, Eur Heart
 * J 2021; 42:2439, supplementary methods tables 2 to 4).
 */
final class Score2 {

  /** The four regions, by cardiovascular mortality, and their calibration of men and women. */
  enum Region {
    LOW("low", -0.5699, 0.7476, -0.7380, 0.7019),
    MODERATE("moderate", -0.1565, 0.8009, -0.3143, 0.7701),
    HIGH("high", 0.3207, 0.9360, 0.5710, 0.9369),
    VERY_HIGH("very high", 0.5836, 0.8294, 0.9412, 0.8329);

    private final String title;
    private final double[] men;
    private final double[] women;

    Region(String title, double men1, double men2, double women1, double women2) {
      this.title = title;
      men = new double[] {men1, men2};
      women = new double[] {women1, women2};
    }

    /** Its name for readers. */
    String title() {
      return title;
    }
  }

  /**
   * Log hazard ratios by sex: of the factors, of each factor times age, and the baseline survival.
   *
   * @param factors smoking, pressure, total cholesterol, HDL
   * @param byAge of the same times age
   */
  private record Coefficients(double age, double[] factors, double[] byAge, double survival) {}

  private static final Coefficients MEN =
      new Coefficients(
          0.3742,
          new double[] {0.6012, 0.2777, 0.1458, -0.2698},
          new double[] {-0.0755, -0.0255, -0.0281, 0.0426},
          0.9605);
  private static final Coefficients WOMEN =
      new Coefficients(
          0.4648,
          new double[] {0.7744, 0.3131, 0.1002, -0.2606},
          new double[] {-0.1088, -0.0277, -0.0226, 0.0613},
          0.9776);

  private Score2() {}

  /**
   * A person.
   *
   * @param age in years
   * @param systolic blood pressure in mmHg
   * @param cholesterol total cholesterol in mmol/L
   * @param hdl HDL cholesterol in mmol/L
   */
  record Person(
      boolean man, double age, boolean smoker, double systolic, double cholesterol, double hdl) {}

  /** The risk, between 0 and 1. */
  static double risk(Person person, Region region) {
    Coefficients c = person.man() ? MEN : WOMEN;
    double age = (person.age() - 60) / 5;
    double[] factors = {
      person.smoker() ? 1 : 0,
      (person.systolic() - 120) / 20,
      person.cholesterol() - 6,
      (person.hdl() - 1.3) / 0.5
    };
    double sum = c.age() * age;
    for (int k = 0; k < factors.length; k++) {
      sum += factors[k] * (c.factors()[k] + c.byAge()[k] * age);
    }
    // ln(-ln(S^exp(sum))), which the region moves and stretches.
    double uncalibrated = Math.log(-Math.log(c.survival())) + sum;
    double[] scale = person.man() ? region.men : region.women;
    return 1 - Math.exp(-Math.exp(scale[0] + scale[1] * uncalibrated));
  }
}
