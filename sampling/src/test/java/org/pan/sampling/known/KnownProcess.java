package org.pan.sampling.known;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pan.model.Pan;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Resolution;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;
import org.pan.training.EpochReport;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;
import org.pan.training.TrainingListener;

/**
 * Trains on patients of a known process, samples as many, and prints how near they and the model's
 * likelihood come to the truth.
 *
 * <pre>KnownProcess VARIANT [PATIENTS [EFFORT [SEED [MODEL]]]]</pre>
 *
 * VARIANT is absolute, open (nothing latent) or relative; EFFORT and SEED those of {@link
 * TrainingConfig}, SEED that of the patients too; a MODEL folder that exists is loaded instead of
 * trained.
 */
final class KnownProcess {

  /** The kinds of clinic. */
  enum Variant {
    ABSOLUTE,
    OPEN,
    RELATIVE;

    ClinicSettings settings() {
      ClinicSettings base = ClinicSettings.DEFAULT;
      return switch (this) {
        case ABSOLUTE ->
            new ClinicSettings(
                base.timeMode(), Resolution.SECOND, base.window(), base.rate(), base.ownLevels());
        case OPEN -> base.withoutLatents();
        case RELATIVE -> base.relative();
      };
    }
  }

  private static final TrainingListener PRINTED =
      new TrainingListener() {
        @Override
        public void stage(String what) {
          System.err.println(what);
        }

        @Override
        public void epoch(EpochReport r) {
          System.err.printf(
              Locale.ROOT,
              "%-8s %2d/%2d  train %8.4f  tuning %8.4f  baseline %8.4f %s %6.0f rows/s %5.0f s%n",
              r.head(),
              r.epoch(),
              r.epochs(),
              r.train(),
              r.tuning(),
              r.baseline(),
              r.best() ? "*" : " ",
              r.rowsPerSecond(),
              r.elapsedSeconds());
        }
      };

  private KnownProcess() {}

  /** How many times the distance of two real samples a sample may be from the real. */
  private static final double FACTOR = 1.5;

  /** Samples drawn from a model. */
  private static final int SAMPLES = 3;

  /** Real samples a figure is held against. */
  private static final int REFERENCES = 6;

  /** How far the nats may be from the process's, as a share. */
  private static final double TOLERANCE = .02;

  /** All figures of a model of a clinic, in the mean of its samples. */
  private static List<Figure> figures(Clinic clinic, Pan pan, int patients) {
    List<Figure> figures =
        new ArrayList<>(HeadLikelihood.of(clinic, pan, Math.min(3000, patients), TOLERANCE));
    List<List<Figure>> samples = new ArrayList<>();
    for (int seed = 1; seed <= SAMPLES; seed++) {
      SamplingConfig config = SamplingConfig.DEFAULT.withSeed(seed);
      try (Stream<Timeline> stream = Sampler.of(pan, config).sample(patients)) {
        samples.add(Comparison.of(clinic, stream.toList(), REFERENCES, FACTOR));
      }
    }
    for (int f = 0; f < samples.get(0).size(); f++) {
      int at = f;
      figures.add(Figure.mean(samples.stream().map(sample -> sample.get(at)).toList()));
    }
    return figures;
  }

  /** Trains on patients of a clinic, on others for each seed. */
  static Pan train(Clinic clinic, int patients, TrainingConfig config, TrainingListener listener) {
    try (ListDataset data = clinic.dataset(patients, 1 + config.seed())) {
      return Training.of(config).listener(listener).fit(data);
    }
  }

  private static void print(String what, List<Figure> figures) {
    System.out.printf("%-34s %10s %10s %10s  %6s%n", what, "value", "truth", "limit", "ratio");
    figures.forEach(System.out::println);
  }

  public static void main(String[] args) {
    Variant variant = Variant.valueOf(args[0].toUpperCase(Locale.ROOT));
    int patients = args.length > 1 ? Integer.parseInt(args[1]) : 5000;
    Clinic clinic = new Clinic(variant.settings());
    double effort = args.length > 2 ? Double.parseDouble(args[2]) : 1;
    long seed = args.length > 3 ? Long.parseLong(args[3]) : 0;
    Path model = args.length > 4 ? Path.of(args[4]) : null;
    TrainingConfig config = TrainingConfig.DEFAULT.withEffort(effort).withSeed(seed);
    try (Pan pan =
        model != null && Files.isDirectory(model)
            ? Pan.load(model)
            : train(clinic, patients, config, PRINTED)) {
      if (model != null && !Files.isDirectory(model)) {
        pan.save(model);
      }
      print(variant + ", sampled", figures(clinic, pan, patients));
      // What chance put into the patients learnt from, no sample can be without.
      List<Timeline> learnt = clinic.timelines(patients, 1 + seed).toList();
      print(variant + ", learnt from", Comparison.of(clinic, learnt, REFERENCES, FACTOR));
    }
  }
}
