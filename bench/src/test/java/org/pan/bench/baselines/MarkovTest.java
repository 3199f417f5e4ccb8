package org.pan.bench.baselines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;

class MarkovTest {

  private final List<Timeline> real = new Clinic(ClinicSettings.DEFAULT).timelines(200, 3).toList();
  private final List<Timeline> drawn =
      new Markov(MarkovModel.fit(real), real).sample(400, 5).toList();

  /** How often each code, or the end, follows each code. */
  private static Map<String, Map<String, Long>> transitions(List<Timeline> timelines) {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    for (Timeline timeline : timelines) {
      List<Event> events = timeline.events();
      for (int i = 0; i < events.size(); i++) {
        String next = i + 1 < events.size() ? events.get(i + 1).code() : "end";
        counts
            .computeIfAbsent(events.get(i).code(), code -> new TreeMap<>())
            .merge(next, 1L, Long::sum);
      }
    }
    return counts;
  }

  @Test
  void theEmpiricalTransitionsComeBack() {
    Map<String, Map<String, Long>> expected = transitions(real);
    Map<String, Map<String, Long>> observed = transitions(drawn);
    assertEquals(expected.keySet(), observed.keySet());
    expected.forEach(
        (code, next) -> {
          Map<String, Long> seen = observed.getOrDefault(code, Map.of());
          assertTrue(next.keySet().containsAll(seen.keySet()), code);
          List<String> all = List.copyOf(next.keySet());
          double[] p = all.stream().mapToDouble(to -> next.getOrDefault(to, 0L)).toArray();
          long[] n = all.stream().mapToLong(to -> seen.getOrDefault(to, 0L)).toArray();
          double chance = new ChiSquareTest().chiSquareTest(p, n);
          assertTrue(chance > 1e-4, code + " is followed otherwise, p = " + chance);
        });
  }

  @Test
  void gapsAreThoseSeenBetweenTheSameTwoCodes() {
    Map<String, Set<Long>> seen = gaps(real);
    gaps(drawn)
        .forEach(
            (pair, gaps) -> assertTrue(seen.getOrDefault(pair, Set.of()).containsAll(gaps), pair));
  }

  private static Map<String, Set<Long>> gaps(List<Timeline> timelines) {
    Map<String, Set<Long>> gaps = new HashMap<>();
    for (Timeline timeline : timelines) {
      List<Event> events = timeline.events();
      for (int i = 1; i < events.size(); i++) {
        gaps.computeIfAbsent(
                events.get(i - 1).code() + ">" + events.get(i).code(),
                pair -> new java.util.HashSet<>())
            .add(events.get(i).timeMicros() - events.get(i - 1).timeMicros());
      }
    }
    return gaps;
  }

  @Test
  void numbersAreDrawnFromAllOfTheirCode() {
    Map<String, Double> means = means(real);
    means(drawn)
        .forEach(
            (code, mean) -> assertEquals(means.getOrDefault(code, 0.0), mean, .02 * mean, code));
  }

  private static Map<String, Double> means(List<Timeline> timelines) {
    return timelines.stream()
        .flatMap(timeline -> timeline.events().stream())
        .filter(Event::hasNumber)
        .collect(Collectors.groupingBy(Event::code, Collectors.averagingDouble(Event::number)));
  }

  @Test
  void observationLastsAsLongAsTheChain() {
    for (Timeline timeline : drawn) {
      timeline
          .events()
          .forEach(e -> assertTrue(e.timeMicros() <= timeline.end().orElse(Long.MIN_VALUE)));
    }
  }

  @Test
  void theSameSeedDrawsTheSamePatients() {
    Markov markov = new Markov(MarkovModel.fit(real), real);
    assertEquals(drawn.subList(0, 20), markov.sample(20, 5).toList());
    assertTrue(!drawn.subList(0, 20).equals(markov.sample(20, 6).toList()));
  }
}
