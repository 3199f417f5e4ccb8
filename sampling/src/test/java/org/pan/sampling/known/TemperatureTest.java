package org.pan.sampling.known;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sampling.SamplingConfig.Temperature;
import org.pan.sampling.known.KnownProcess.Variant;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Timeline;

/**
 * Temperatures by the entropy of what the heads draw for the first event, in nats. A head is not
 * touched by those after it, so that what comes before is the same to the bit.
 */
class TemperatureTest {

  private static final int PATIENTS = 600;

  /** What chance moves an entropy by. */
  private static final double CHANCE = .01;

  /** The kinds of head, in the order in which they draw. */
  private enum Kind {
    STATICS(t -> t.statics()),
    TIME(t -> firstDay(t) / 7),
    CODE(t -> first(t).code()),
    VALUE(t -> first(t).number());

    private final Function<Timeline, Object> outcome;

    Kind(Function<Timeline, Object> outcome) {
      this.outcome = outcome;
    }

    Temperature at(double t) {
      return new Temperature(
          this == STATICS ? t : 1,
          this == TIME ? t : 1,
          this == CODE ? t : 1,
          this == VALUE ? t : 1);
    }
  }

  @RegisterExtension static final TinyModel MODEL = new TinyModel(Variant.OPEN);

  private static Event first(Timeline timeline) {
    return timeline.events().get(0);
  }

  private static long firstDay(Timeline timeline) {
    return (first(timeline).timeMicros() - timeline.start().orElseThrow())
        / Resolution.DAY.micros();
  }

  private static List<Timeline> draw(Temperature temperature) {
    SamplingConfig config = SamplingConfig.DEFAULT.withTemperature(temperature);
    try (Stream<Timeline> drawn = Sampler.of(MODEL.pan(), config).sample(PATIENTS)) {
      return drawn.filter(t -> !t.events().isEmpty()).toList();
    }
  }

  /** The entropy of a head's outcomes; of all numbers, given their code. */
  private static double entropy(Kind kind, List<Timeline> drawn) {
    if (kind != Kind.VALUE) {
      return entropy(drawn, kind.outcome);
    }
    List<Event> measured =
        drawn.stream().flatMap(t -> t.events().stream()).filter(Event::hasNumber).toList();
    return entropy(measured, e -> e.code() + " " + Math.round(e.number() / 4))
        - entropy(measured, Event::code);
  }

  private static <T> double entropy(List<T> drawn, Function<T, Object> outcome) {
    Map<Object, Long> counts =
        drawn.stream().collect(Collectors.groupingBy(outcome, Collectors.counting()));
    return counts.values().stream()
        .mapToDouble(n -> n / (double) drawn.size())
        .map(p -> -p * Math.log(p))
        .sum();
  }

  @ParameterizedTest
  @EnumSource
  void eachTemperatureMovesTheEntropyOfItsOwnHead(Kind kind) {
    double cold = entropy(kind, draw(kind.at(.4)));
    double learnt = entropy(kind, draw(Temperature.ONE));
    double hot = entropy(kind, draw(kind.at(2.5)));
    String all = cold + " " + learnt + " " + hot;
    assertTrue(cold < learnt - CHANCE && hot > learnt, all);
    assertTrue(hot > cold + 2 * CHANCE, all);
  }

  @Test
  void whatIsDrawnBeforeStaysTheSame() {
    List<Timeline> learnt = draw(Temperature.ONE);
    for (Kind kind : List.of(Kind.CODE, Kind.VALUE)) {
      List<Timeline> hot = draw(kind.at(2.5));
      for (Kind before : Kind.values()) {
        if (before.compareTo(kind) < 0) {
          assertEquals(outcomes(before, learnt), outcomes(before, hot), kind + " " + before);
        }
      }
    }
  }

  private static List<Object> outcomes(Kind kind, List<Timeline> drawn) {
    return drawn.stream().map(kind.outcome).toList();
  }

  /** Codes, and numbers of a code, are as spread as ever when times are drawn more safely. */
  @Test
  void whatIsDrawnAfterKeepsItsEntropy() {
    double learnt = entropy(Kind.VALUE, draw(Temperature.ONE));
    assertEquals(learnt, entropy(Kind.VALUE, draw(Kind.TIME.at(.4))), .2);
    double codes = entropy(Kind.CODE, draw(Temperature.ONE));
    assertEquals(codes, entropy(Kind.CODE, draw(Kind.TIME.at(.4))), .2);
  }

  @Test
  void oneIsTheUntouchedPath() {
    try (Stream<Timeline> untouched = Sampler.of(MODEL.pan(), SamplingConfig.DEFAULT).sample(50);
        Stream<Timeline> one =
            Sampler.of(MODEL.pan(), SamplingConfig.DEFAULT.withTemperature(1.0)).sample(50)) {
      assertEquals(untouched.toList(), one.toList());
    }
  }
}
