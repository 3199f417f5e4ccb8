package org.pan.evaluation.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pan.evaluation.TestSets.on;
import static org.pan.evaluation.TestSets.patient;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.TestSets;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/** The longest stretches that patients of two sets have in common. */
class StretchesTest {

  private static int[] longest(Dataset train, Dataset synthetic, int patients) {
    Comparison sets =
        new ComparisonReader(EvaluationConfig.DEFAULT).read(train, train, Map.of("s", synthetic));
    return Stretches.longest(
        Runs.of(sets.train().orElseThrow(), Tokens.exact(), 3),
        Runs.of(sets.synthetic().get(0), Tokens.exact(), 3),
        patients);
  }

  @Test
  void piecesOfDifferentPatientsAreNoStretch() {
    Dataset train =
        TestSets.of(patient("t", "F", on(0, "a"), on(7, "b"), on(9, "c"), on(9, "d"), on(12, "e")));
    Dataset pieces =
        TestSets.of(
            patient("1", "F", on(3, "a"), on(10, "b"), on(12, "c")),
            patient("2", "F", on(3, "b"), on(5, "c"), on(5, "d"), on(8, "x")),
            patient("3", "F", on(3, "c"), on(3, "d"), on(6, "e")));
    assertArrayEquals(new int[] {3}, longest(train, pieces, 1));
    Dataset whole =
        TestSets.of(
            patient("1", "F", on(3, "y"), on(10, "b"), on(12, "c"), on(12, "d"), on(15, "e")));
    assertArrayEquals(new int[] {4}, longest(train, whole, 1));
  }

  /** Against a look at all pairs of events, with patients of few codes who share much. */
  @Test
  void theLongestAreThoseOfAllPairs() {
    Random random = new Random(7);
    List<Timeline> train = patients(40, random);
    List<Timeline> synthetic = patients(40, random);
    int[] expected = train.stream().mapToInt(t -> byAllPairs(t, synthetic)).toArray();
    for (int patients : new int[] {1, 10, 40}) {
      int[] found = longest(of(train), of(synthetic), patients);
      int least = IntStream.of(found).filter(n -> n > 0).min().orElseThrow();
      assertTrue(IntStream.of(found).filter(n -> n > 0).count() >= patients, "told of");
      assertArrayEquals(Arrays.stream(expected).map(n -> n < least ? 0 : n).toArray(), found);
    }
  }

  @Test
  void aWholeCopyIsAsLongAsItsPatient() {
    List<Timeline> train = patients(30, new Random(8));
    int[] events = train.stream().mapToInt(t -> t.events().size()).toArray();
    assertEquals(
        Arrays.stream(events).max().orElseThrow(),
        Arrays.stream(longest(of(train), of(train), 1)).max().orElseThrow());
  }

  private static Dataset of(List<Timeline> patients) {
    return TestSets.of(patients.toArray(Timeline[]::new));
  }

  private static List<Timeline> patients(int count, Random random) {
    return IntStream.range(0, count).mapToObj(i -> somebody("p" + i, random)).toList();
  }

  private static Timeline somebody(String id, Random random) {
    Event[] events = new Event[20 + random.nextInt(40)];
    int day = random.nextInt(9);
    for (int i = 0; i < events.length; i++) {
      day += random.nextInt(5) == 0 ? 1 : 0;
      events[i] = on(day, random.nextInt(4) == 0 ? "b" : "a");
    }
    return patient(id, "F", events);
  }

  /** The longest common substring, by its textbook recursion over ends. */
  private static int byAllPairs(Timeline patient, List<Timeline> others) {
    int longest = 0;
    for (Timeline other : others) {
      List<Event> a = patient.events();
      List<Event> b = other.events();
      int[][] ending = new int[a.size() + 1][b.size() + 1];
      for (int i = 0; i < a.size(); i++) {
        for (int j = 0; j < b.size(); j++) {
          boolean same = a.get(i).code().equals(b.get(j).code());
          boolean goesOn = ending[i][j] > 0 && gap(a, i) == gap(b, j);
          ending[i + 1][j + 1] = !same ? 0 : goesOn ? ending[i][j] + 1 : 1;
          longest = Math.max(longest, ending[i + 1][j + 1]);
        }
      }
    }
    return longest;
  }

  private static long gap(List<Event> events, int i) {
    return events.get(i).timeMicros() - events.get(i - 1).timeMicros();
  }
}
