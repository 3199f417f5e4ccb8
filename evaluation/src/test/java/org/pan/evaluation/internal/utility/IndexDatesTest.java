package org.pan.evaluation.internal.utility;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pan.evaluation.TestSets.on;
import static org.pan.evaluation.TestSets.patient;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.TestSets;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.cohort.CohortReader;
import org.pan.evaluation.internal.learn.FeatureTable;

/** Index dates, labels and features of patients by hand. */
class IndexDatesTest {

  private static final Cohort COHORT =
      new CohortReader()
          .read(
              "hand",
              TestSets.of(
                  patient("a", "F", on(0, "x", 5), on(0, "y"), on(30, "y"), on(31, "x")),
                  patient("b", "M", on(0, "x"), on(31, "y"), on(40, "z")),
                  patient("c", "M", on(0, "x"), on(29, "x")),
                  patient("d", "M")));

  private static final IndexDates INDEX = IndexDates.of(COHORT, 30, 10, 1);

  @Test
  void patientsWhoCannotBeFollowedHaveNoIndexDate() {
    assertArrayEquals(new int[] {0, 1}, INDEX.subjects());
  }

  @Test
  void anIndexDayIsClosedByItsLastEvent() {
    assertEquals(1, INDEX.events()[0]);
  }

  @Test
  void anOutcomeCountsFromTheNextDayToTheLastOfTheHorizon() {
    assertArrayEquals(new float[] {1, 0}, INDEX.labels(1));
    assertArrayEquals(new float[] {0, 0}, INDEX.labels(0));
  }

  @Test
  void featuresSayNothingOfTheFuture() {
    FeatureTable table = new HistoryFeatures(COHORT, List.of(0, 1)).table(INDEX);
    float once = (float) Math.log1p(1);
    assertEquals(once, table.at(0, table.names().indexOf("number of x")));
    assertEquals(5, table.at(0, table.names().indexOf("last x")));
    assertEquals(0, table.at(0, table.names().indexOf("days since y")));
    assertEquals(0, table.at(1, table.names().indexOf("number of y")));
    assertEquals(1, table.at(0, table.names().indexOf("sex = F")));
    assertEquals(once, table.at(1, table.names().indexOf("days with events")));
  }
}
