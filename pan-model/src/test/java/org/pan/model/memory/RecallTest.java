package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What is recalled of a record written by hand. */
@NullMarked
class RecallTest {

  private static final int CODES = 60;
  private static final int NONE = CODES;

  private static final MemoryLayout LAYOUT =
      Layouts.ofMany(CODES, new Indications(new int[CODES][0]));

  private final CodeHistory history = new CodeHistory(LAYOUT);
  private final Visits visits = new Visits(CODES);
  private final Recall recall = new Recall(LAYOUT, history, visits);
  private final int[] ids = new int[CODES];
  private final float[] features = new float[CODES * Recall.FEATURES];

  private void observe(int day, int... codes) {
    for (int code : codes) {
      history.observe(day * Days.MICROS, code);
      visits.observe(day * Days.MICROS, code);
      recall.observe(code);
    }
  }

  private float[] of(int code) {
    int at = 0;
    while (ids[at] != code) {
      at++;
    }
    return Arrays.copyOfRange(
        features, at * Recall.FEATURES, at * Recall.FEATURES + Recall.FEATURES);
  }

  private void write(int day) {
    recall.write(day * Days.MICROS, ids, 0, features, 0);
  }

  /** Day 0: 1 5 7; day 30: 2; day 40: 1 5; day 60, now: 1. */
  private void observeFourVisits() {
    history.begin();
    visits.begin();
    recall.begin();
    observe(0, 1, 5, 7);
    observe(30, 2);
    observe(40, 1, 5);
    observe(60, 1);
  }

  @Test
  void codesStandInTheOrderOfTheirLastSightAndTheRestIsEmpty() {
    observeFourVisits();
    write(60);
    assertArrayEquals(new int[] {1, 5, 2, 7, NONE, NONE}, Arrays.copyOf(ids, 6));
    assertArrayEquals(new float[Recall.FEATURES], of(NONE));
  }

  @Test
  void withinAVisitTheCodesOfTheLastSuchVisitAreMarked() {
    observeFourVisits();
    write(60);
    assertArrayEquals(
        new float[] {
          1,
          (float) Math.log(3),
          0,
          1,
          (float) Math.exp(-2),
          (float) Math.exp(-.2),
          (float) (Math.log(21) / 4 - 1),
          1,
          0,
          1,
          1,
          1,
          0,
          (float) Math.pow(21.0 / 41, 3),
          1,
          1,
          1,
          0,
          0
        },
        of(5),
        1e-6f);
    float[] last = of(1);
    assertEquals(1, last[2], "stands in this visit");
    assertEquals(1, last[3], "stood in the visit before");
    float[] other = of(2);
    assertEquals(0, other[3] + other[7] + other[8] + other[9]);
  }

  @Test
  void whatACodeWouldPassOverIsCounted() {
    history.begin();
    visits.begin();
    recall.begin();
    observe(0, 1, 5, 7, 9);
    observe(30, 1, 3, 5, 7);
    observe(60, 1);
    write(60);
    assertArrayEquals(new float[] {0, 0}, passed(3));
    assertArrayEquals(new float[] {(float) Math.log(2), 0}, passed(5), "3 was there but once");
    assertArrayEquals(new float[] {(float) Math.log(3), (float) Math.log(2)}, passed(7));
    assertArrayEquals(new float[] {0, 0}, passed(9), "is not expected");
  }

  private float[] passed(int code) {
    return Arrays.copyOfRange(of(code), Recall.FEATURES - 2, Recall.FEATURES);
  }

  @Test
  void aCodeAtTheTimeOfDayItHadIsMarked() {
    observeFourVisits();
    assertEquals(1, ofAt(70 * Days.MICROS)[11]);
    assertEquals(0, ofAt(70 * Days.MICROS + 1)[11]);
  }

  private float[] ofAt(long moment) {
    recall.write(moment, ids, 0, features, 0);
    return of(5);
  }

  @Test
  void aCodeThatKeepsItsDistanceToTheDayIsMarked() {
    observeFourVisits();
    write(79);
    assertEquals(0, of(5)[12]);
    write(80);
    assertEquals(1, of(5)[12]);
    assertEquals(0, of(2)[12], "was there but once");
  }

  @Test
  void whatOnceFollowedInALaterVisitIsMarkedForTheNextOne() {
    observeFourVisits();
    observe(60, 5);
    write(90);
    assertEquals(1, of(1)[8], "after 5 on day 40 came 1 on day 60");
    assertEquals(1, of(1)[3], "the visit before the landing is the last one");
    assertEquals(0, of(1)[2], "a visit to come holds nothing yet");
  }

  @Test
  void anotherSubjectHasNoPast() {
    observeFourVisits();
    history.begin();
    visits.begin();
    recall.begin();
    write(60);
    assertEquals(NONE, ids[0]);
    observe(3, 9);
    write(3);
    assertEquals(9, ids[0]);
    assertEquals((float) Math.log(2), of(9)[1], 1e-6f);
    assertEquals(0, of(9)[10]);
  }
}
