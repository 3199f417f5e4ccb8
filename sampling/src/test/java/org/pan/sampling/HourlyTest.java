package org.pan.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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

/**
 * An intensive care unit of a known law comes back: each hour at the patient's own minute the pulse
 * is charted unless it is forgotten, a blood test comes with it six hours after the last one, and
 * now and then a fever in between.
 */
class HourlyTest {

  private static final long MINUTE = 60_000_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final int HOURS = 48;
  private static final double CHARTED = .85;
  private static final double FEVER = .1;
  private static final int DRAWN = 400;

  private static final List<Timeline> REAL = patients(500);
  private static List<Timeline> drawn = List.of();

  private static List<Timeline> patients(int count) {
    SplittableRandom random = new SplittableRandom(5);
    List<Timeline> patients = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      List<Event> events = new ArrayList<>();
      long minute = random.nextInt(60) * MINUTE;
      int test = random.nextInt(6);
      for (int hour = 0; hour < HOURS; hour++) {
        long time = hour * HOUR + minute;
        if (hour >= test) {
          events.add(Event.of(time, "POTASSIUM"));
          events.add(Event.of(time, "PULSE"));
          test = hour + 6;
        } else if (random.nextDouble() < CHARTED) {
          events.add(Event.of(time, "PULSE"));
        }
        if (random.nextDouble() < FEVER) {
          events.add(Event.of(time + (1 + random.nextInt(58)) * MINUTE, "FEVER"));
        }
      }
      patients.add(
          new Timeline(
              Integer.toString(p), Map.of(), OptionalLong.empty(), OptionalLong.empty(), events));
    }
    return patients;
  }

  @BeforeAll
  static void learn() {
    TrainingConfig config =
        TrainingConfig.DEFAULT.withModel(ModelConfig.TINY).withEffort(1).withDevice("cpu");
    try (ListDataset data = new ListDataset(Schemas.relative(Resolution.MINUTE), REAL);
        Pan pan = Training.of(config).fit(data);
        Stream<Timeline> stream = Sampler.of(pan, SamplingConfig.DEFAULT).sample(DRAWN)) {
      drawn = stream.toList();
    }
  }

  private static double mean(List<Timeline> patients, Function<Timeline, Double> of) {
    return patients.stream().mapToDouble(of::apply).average().orElse(Double.NaN);
  }

  private static List<Long> times(Timeline patient, String code) {
    return patient.events().stream()
        .filter(event -> event.code().equals(code))
        .map(Event::timeMicros)
        .toList();
  }

  /** The share of charted pulses at the minute of the hour that most have. */
  private static double ownMinute(Timeline patient) {
    List<Long> times = times(patient, "PULSE");
    long most =
        times.stream()
            .collect(Collectors.groupingBy(time -> time % HOUR, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(n -> n)
            .max()
            .orElse(0);
    return most / (double) Math.max(1, times.size());
  }

  /** The lapses between two tests in hours. */
  private static List<Double> lapses(List<Timeline> patients) {
    List<Double> lapses = new ArrayList<>();
    for (Timeline patient : patients) {
      List<Long> times = times(patient, "POTASSIUM");
      for (int i = 1; i < times.size(); i++) {
        lapses.add((times.get(i) - times.get(i - 1)) / (double) HOUR);
      }
    }
    return lapses;
  }

  @Test
  void theMinuteOfTheHourIsThePatientsOwn() {
    assertEquals(1, mean(REAL, HourlyTest::ownMinute));
    assertTrue(
        mean(drawn, HourlyTest::ownMinute) > .9, () -> "" + mean(drawn, HourlyTest::ownMinute));
  }

  @Test
  void theTestComesEverySixHours() {
    List<Double> lapses = lapses(drawn);
    double near = lapses.stream().filter(hours -> hours > 5.5 && hours < 6.5).count();
    assertTrue(near / lapses.size() > .85, () -> "" + near / lapses.size());
  }

  @Test
  void asMuchIsChartedAsInTheData() {
    for (String code : List.of("PULSE", "POTASSIUM", "FEVER")) {
      double real = mean(REAL, t -> (double) times(t, code).size());
      double synthetic = mean(drawn, t -> (double) times(t, code).size());
      assertEquals(1, synthetic / real, .1, code);
    }
  }
}
