package org.pan.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;
import org.pan.sequences.testing.Schemas;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

/**
 * Half of the patients, who have a visit now and then, are once cared for each day of three to five
 * weeks. Whether tomorrow brings care depends on how long it has lasted alone.
 */
class EpisodeTest {

  private static final int SHORTEST = 21;
  private static final int LONGEST = 35;
  private static final int DAYS = 700;

  private static final Schema SCHEMA = Schemas.days();

  private static List<Timeline> patients(int count) {
    SplittableRandom random = new SplittableRandom(8);
    List<Timeline> patients = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      int begin = random.nextBoolean() ? random.nextInt(DAYS - LONGEST) : DAYS;
      int end = begin + SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
      List<Event> events = new ArrayList<>();
      for (int day = 0; day < DAYS; day++) {
        if (day >= begin && day < end) {
          events.add(Event.of(day * Resolution.DAY.micros(), "CARE"));
        } else if (random.nextInt(60) == 0) {
          events.add(Event.of(day * Resolution.DAY.micros(), "VISIT"));
        }
      }
      patients.add(
          new Timeline(
              Integer.toString(p),
              Map.of(),
              OptionalLong.of(0),
              OptionalLong.of(DAYS * Resolution.DAY.micros()),
              events));
    }
    return patients;
  }

  private static long careDays(Timeline patient) {
    return patient.events().stream().filter(e -> e.code().equals("CARE")).count();
  }

  @Test
  void anEpisodeLastsAsLongAsLearnt() {
    TrainingConfig config =
        TrainingConfig.DEFAULT.withModel(ModelConfig.TINY).withEffort(.3).withDevice("cpu");
    try (ListDataset data = new ListDataset(SCHEMA, patients(1_000));
        Pan pan = Training.of(config).fit(data);
        Stream<Timeline> stream = Sampler.of(pan, SamplingConfig.DEFAULT).sample(1_000)) {
      long[] lasted = stream.mapToLong(EpisodeTest::careDays).filter(days -> days > 0).toArray();
      assertEquals(.5, lasted.length / 1_000.0, .08);
      LongSummaryStatistics days = LongStream.of(lasted).summaryStatistics();
      assertEquals((SHORTEST + LONGEST) / 2.0, days.getAverage(), 2);
      assertTrue(days.getMax() < LONGEST + 7, "the longest lasts " + days.getMax() + " days");
    }
  }
}
