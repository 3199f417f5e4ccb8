package org.pan.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pan.bench.data.Division;
import org.pan.bench.data.PatientTables;
import org.pan.bench.data.Preparation;
import org.pan.bench.data.Prepared;
import org.pan.bench.data.Source;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Dataset;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

/**
 * What benchmarks work on: patients, a model that has learnt from them for a short while, and
 * patients drawn from it. It is made once, and read by the JVM of each benchmark.
 *
 * @param folder where it lies
 */
record Fixture(Path folder) {

  /** The system property that tells a benchmark's JVM where it lies. */
  static final String PROPERTY = "pan.bench.fixture";

  /** Speed does not depend on how well the model has learnt, only its draws' lengths do. */
  private static final double EFFORT = .05;

  /** The one of this JVM. */
  static Fixture here() {
    return new Fixture(Path.of(System.getProperty(PROPERTY)));
  }

  /** Makes it, or takes what has been made with the same settings before. */
  static Fixture prepare(Source source, long subjects, long seed, Path folder) throws IOException {
    Fixture fixture = new Fixture(folder);
    Prepared prepared = Preparation.run(source, subjects, seed, fixture.data());
    if (Files.exists(fixture.synthetic())) {
      return fixture;
    }
    TrainingConfig config = TrainingConfig.DEFAULT.withSeed(seed).withEffort(EFFORT);
    try (Dataset data = Dataset.open(fixture.train());
        Pan pan = Training.of(config.withDevice("cpu")).fit(data)) {
      pan.save(fixture.model());
      Sampler sampler = Sampler.of(pan, SamplingConfig.DEFAULT.withSeed(seed));
      PatientTables.write(
          fixture.synthetic(),
          data.schema(),
          sampler.sample(prepared.division().holdoutSubjects()));
    }
    return fixture;
  }

  /** How its patients were divided. */
  Division division() throws IOException {
    return Preparation.read(data());
  }

  private Path data() {
    return folder.resolve("data");
  }

  Path model() {
    return folder.resolve("model");
  }

  Path synthetic() {
    return folder.resolve("synthetic");
  }

  /** Real patients to learn from. */
  Path train() {
    return Prepared.train(data());
  }

  /** Real patients held out. */
  Path holdout() {
    return Prepared.holdout(data());
  }

  /** The patients of a folder, in memory. */
  static ListDataset read(Path patients) {
    try (Dataset data = Dataset.open(patients);
        Stream<Timeline> timelines = data.timelines()) {
      return new ListDataset(data.schema(), timelines.toList());
    }
  }

  /** Names of the heads that the model has. */
  List<String> heads() {
    try (Pan pan = Pan.load(model())) {
      return pan.heads().stream().map(Head::name).toList();
    }
  }
}
