package org.pan.evaluation.internal.utility.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A smoker of 50 years, whose risks the published calculators give. */
class Score2Test {

  private static void assertRisks(boolean man, double... percent) {
    Score2.Person person = new Score2.Person(man, 50, true, 140, 5.5, 1.3);
    double[] risks =
        Arrays.stream(Score2.Region.values())
            .mapToDouble(region -> 100 * Score2.risk(person, region))
            .toArray();
    // 1e-4: the last of the women's, 13.70048, is cut to 13.7004 in the source of these numbers.
    assertArrayEquals(percent, risks, 1e-4);
  }

  @Test
  void menHaveThePublishedRisks() {
    assertRisks(true, 5.9133, 7.5613, 8.1226, 14.0486);
  }

  @Test
  void womenHaveThePublishedRisks() {
    assertRisks(false, 4.2155, 5.0740, 6.8755, 13.7004);
  }
}
