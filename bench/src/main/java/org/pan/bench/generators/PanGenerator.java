package org.pan.bench.generators;

import java.util.List;
import java.util.Objects;
import org.pan.bench.generators.Step.Phase;
import org.pan.bench.process.Java;
import org.pan.cli.Main;

/** PAN as its users run it: {@code pan train}, then {@code pan sample}. */
final class PanGenerator implements Generator {

  @Override
  public String name() {
    return "pan";
  }

  @Override
  public String title() {
    return "PAN "
        + Objects.requireNonNullElse(
            Main.class.getPackage().getImplementationVersion(), "(development)");
  }

  @Override
  public List<Step> steps(Task task) {
    String seed = String.valueOf(task.seed());
    return List.of(
        new Step(
            Phase.FIT,
            Java.pan(
                List.of(
                    "train",
                    task.data().train().toString(),
                    "--out",
                    task.model().toString(),
                    "--max-cpu-time",
                    task.budget().toSeconds() + "s",
                    "--device",
                    "cpu",
                    "--seed",
                    seed,
                    "--quiet"))),
        new Step(
            Phase.SAMPLE,
            Java.pan(
                List.of(
                    "sample",
                    task.model().toString(),
                    "--out",
                    task.out().toString(),
                    "--subjects",
                    String.valueOf(task.subjects()),
                    "--format",
                    "csv",
                    "--device",
                    "cpu",
                    "--seed",
                    seed,
                    "--quiet"))));
  }
}
