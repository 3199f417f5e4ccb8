package org.pan.bench.baselines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.Evaluation;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Scores;
import org.pan.evaluation.Verdict;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;

class JitterTest {

  private static final long WEEK_MICROS = 604_800_000_000L;

  private static final Timeline NOBODY =
      new Timeline("0", Map.of(), OptionalLong.empty(), OptionalLong.empty(), List.of());

  private final Clinic clinic = new Clinic(ClinicSettings.DEFAULT);
  private final List<Timeline> real = clinic.timelines(150, 3).toList();
  private final List<Timeline> drawn =
      new Jitter(new Patients(clinic.schema(), real)).sample(100, 5).toList();

  /** Codes and gaps, which are left alone. */
  private static List<String> shape(Timeline timeline) {
    List<Event> events = timeline.events();
    return events.stream()
        .map(e -> e.code() + " " + (e.timeMicros() - events.get(0).timeMicros()))
        .toList();
  }

  @Test
  void aRecordIsMovedAsAWholeByWholeWeeks() {
    Map<List<String>, Timeline> originals =
        real.stream()
            .filter(t -> t.events().size() > 5)
            .collect(Collectors.toMap(JitterTest::shape, t -> t, (a, b) -> a));
    Set<Long> shifts = new TreeSet<>();
    for (Timeline timeline : drawn) {
      if (timeline.events().size() > 5) {
        Timeline original = originals.getOrDefault(shape(timeline), NOBODY);
        assertNotSame(NOBODY, original, "a record of no real patient");
        long shift = timeline.start().orElseThrow() - original.start().orElseThrow();
        assertEquals(
            shift, timeline.events().get(0).timeMicros() - original.events().get(0).timeMicros());
        assertEquals(0, shift % WEEK_MICROS);
        shifts.add(shift / WEEK_MICROS);
      }
    }
    assertEquals(Set.of(-2L, -1L, 0L, 1L, 2L), shifts);
  }

  @Test
  void numbersGoToNeighboursAmongThoseOfTheirCode() {
    Map<String, Set<Double>> seen = numbers(real);
    numbers(drawn)
        .forEach((code, some) -> assertTrue(seen.getOrDefault(code, Set.of()).containsAll(some)));
  }

  private static Map<String, Set<Double>> numbers(List<Timeline> timelines) {
    return timelines.stream()
        .flatMap(timeline -> timeline.events().stream())
        .filter(Event::hasNumber)
        .collect(
            Collectors.groupingBy(
                Event::code, Collectors.mapping(Event::number, Collectors.toSet())));
  }

  @Test
  void privacyFiguresCatchItAndSpareTheMarkovChain() {
    List<Timeline> chain = new Markov(MarkovModel.fit(real), real).sample(100, 5).toList();
    Scores scores =
        Evaluation.of(EvaluationConfig.DEFAULT.withReplicates(20).withMaxTrainingRows(100))
            .score(
                set(clinic.timelines(100, 4).toList()),
                set(real),
                Map.of("jitter", set(drawn), "markov", set(chain)));
    assertEquals(Verdict.RED, verdict(scores, "privacy.near-copied-runs", "jitter"));
    assertEquals(Verdict.GREEN, verdict(scores, "privacy.near-copied-runs", "markov"));
    assertEquals(Verdict.RED, verdict(scores, "privacy.dcr-close-surplus", "jitter"));
    assertEquals(Verdict.GREEN, verdict(scores, "privacy.dcr-close-surplus", "markov"));
    assertEquals(Verdict.GREEN, verdict(scores, "calendar.hour-tv", "jitter"));
    assertEquals(Verdict.RED, verdict(scores, "calendar.hour-tv", "markov"));
  }

  private ListDataset set(List<Timeline> timelines) {
    return new ListDataset(clinic.schema(), timelines);
  }

  private static Verdict verdict(Scores scores, String figure, String set) {
    return scores.figure(figure).flatMap(f -> f.reading(set)).orElseThrow().verdict();
  }
}
