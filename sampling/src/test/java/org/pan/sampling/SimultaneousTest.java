package org.pan.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;
import org.pan.sequences.testing.Schemas;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

/** How many events come at one time: one code that comes as often as a given law has it. */
class SimultaneousTest {

  private static final int VISITS = 10;
  private static final int DRAWN = 500;

  private static List<Timeline> patients(double[] shares) {
    SplittableRandom random = new SplittableRandom(3);
    List<Timeline> patients = new ArrayList<>();
    for (int p = 0; p < 800; p++) {
      List<Event> events = new ArrayList<>();
      for (int visit = 0; visit < VISITS; visit++) {
        long time = (p % 50 + 28L * visit) * Resolution.DAY.micros();
        double left = random.nextDouble();
        for (int n = 0; n < shares.length && left >= 0; n++) {
          events.add(Event.of(time, "DOSE"));
          left -= shares[n];
        }
      }
      patients.add(
          new Timeline(
              Integer.toString(p), Map.of(), OptionalLong.empty(), OptionalLong.empty(), events));
    }
    return patients;
  }

  private static Pan learnt(double... shares) {
    TrainingConfig config =
        TrainingConfig.DEFAULT.withModel(ModelConfig.TINY).withEffort(1).withDevice("cpu");
    try (ListDataset data = new ListDataset(Schemas.days(), patients(shares))) {
      return Training.of(config).fit(data);
    }
  }

  /** The number of events at each time of each patient. */
  private static List<Long> drawn(Pan pan) {
    try (Stream<Timeline> stream = Sampler.of(pan, SamplingConfig.DEFAULT).sample(DRAWN)) {
      return stream
          .flatMap(
              t ->
                  t.events().stream()
                      .collect(Collectors.groupingBy(Event::timeMicros, Collectors.counting()))
                      .values()
                      .stream())
          .toList();
    }
  }

  @Test
  void asManyComeAtOneTimeAsInTheDataAndNeverMoreThanEver() {
    try (Pan pan = learnt(.6, .3, .1)) {
      assertTrue(Objects.requireNonNull(pan.code()).leaves());
      List<Long> counts = drawn(pan);
      double n = counts.size();
      // 5,000 times: the standard deviation of a share is .007 at most
      assertEquals(.6, counts.stream().filter(c -> c == 1).count() / n, .02);
      assertEquals(.3, counts.stream().filter(c -> c == 2).count() / n, .02);
      assertEquals(.1, counts.stream().filter(c -> c == 3).count() / n, .02);
    }
  }

  @Test
  void whereOneComesAtATimeThatIsNoQuestion() {
    try (Pan pan = learnt(1)) {
      assertNull(pan.code());
      assertTrue(drawn(pan).stream().allMatch(c -> c == 1));
    }
  }
}
