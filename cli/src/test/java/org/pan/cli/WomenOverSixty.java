package org.pan.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.pan.model.Pan;
import org.pan.sampling.Condition;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Dataset;
import org.pan.sequences.Timeline;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

final class WomenOverSixty {

  private WomenOverSixty() {}

  static void draw(Path mapping, Path model, Duration atMost) {
    try (Dataset data = Dataset.open(mapping);
        Pan pan = Training.of(TrainingConfig.DEFAULT.withMaxTime(atMost)).fit(data)) {
      pan.save(model);
      Sampler sampler = Sampler.of(pan, SamplingConfig.DEFAULT.withTemperature(0.9));
      Condition wanted = Condition.where("sex", "F").and("age", "60..");
      try (Stream<Timeline> patients = sampler.sample(1_000, wanted)) {
        patients.forEach(patient -> System.out.println(patient.events().size()));
      }
    }
  }
}
