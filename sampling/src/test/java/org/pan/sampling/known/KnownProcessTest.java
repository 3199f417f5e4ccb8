package org.pan.sampling.known;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sampling.known.KnownProcess.Variant;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.training.TrainingConfig;
import org.pan.training.TrainingListener;

/**
 * A small network learns a clinic's rhythm from a few hundred patients. So few are themselves as
 * far from the process as a second sample is, so that the limit is a multiple of the distance of
 * two real samples; {@link KnownProcess} asks for more.
 */
class KnownProcessTest {

  private static final int PATIENTS = 600;
  private static final double FACTOR = 2.5;
  private static final double TOLERANCE = .06;

  private static final TrainingConfig CONFIG =
      TrainingConfig.DEFAULT.withModel(ModelConfig.TINY).withDevice("cpu");

  /** A model of patients of a kind of clinic, and what it draws. */
  private record Learnt(Clinic clinic, Pan pan, List<Timeline> drawn, List<Figure> figures) {
    static Learnt of(Variant variant, double effort) {
      Clinic clinic = new Clinic(variant.settings());
      Pan pan =
          KnownProcess.train(clinic, PATIENTS, CONFIG.withEffort(effort), TrainingListener.NONE);
      try (Stream<Timeline> stream = Sampler.of(pan, SamplingConfig.DEFAULT).sample(PATIENTS)) {
        List<Timeline> drawn = stream.toList();
        return new Learnt(clinic, pan, drawn, Comparison.of(clinic, drawn, 4, FACTOR));
      }
    }

    void holds(String name) {
      Figure figure = figures.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
      assertTrue(figure.holds(), figure.toString());
    }
  }

  private static @Nullable Learnt absolute;

  @BeforeAll
  static void learn() {
    absolute = Learnt.of(Variant.ABSOLUTE, .12);
  }

  @AfterAll
  static void close() {
    learnt().pan().close();
  }

  private static Learnt learnt() {
    return Objects.requireNonNull(absolute);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weekday",
        "hour",
        "week of year",
        "weekday by hour",
        "code by hour",
        "daily counts, lag 7",
        "return after 7 days",
        "return after 28 days",
        "same weekday as before"
      })
  void drawnPatientsComeWhenRealOnesDo(String figure) {
    learnt().holds(figure);
  }

  @Test
  void eachHeadComesNearTheEntropy() {
    for (Figure figure : HeadLikelihood.of(learnt().clinic(), learnt().pan(), 300, TOLERANCE)) {
      assertTrue(figure.holds(), figure.toString());
    }
  }

  @Test
  void drawnEventsLieInTheirWindow() {
    for (Timeline timeline : learnt().drawn()) {
      timeline
          .events()
          .forEach(
              event -> {
                assertTrue(event.timeMicros() >= timeline.start().orElseThrow());
                assertTrue(event.timeMicros() <= timeline.end().orElseThrow());
              });
    }
    assertEquals(PATIENTS, learnt().drawn().size());
  }

  @Test
  void theWeekShowsInRelativeTimeToo() {
    Learnt relative = Learnt.of(Variant.RELATIVE, .08);
    relative.pan().close();
    relative.holds("gap modulo 7");
    relative.holds("return after 7 days");
    relative.holds("same weekday as before");
  }
}
