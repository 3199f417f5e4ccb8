package org.pan.bench.generators;

import java.util.List;
import java.util.Map;
import org.pan.bench.generators.Step.Phase;

/** A user's own generator: one command that learns and draws. */
public record External(ShellCommand command) implements Generator {

  /** What has to stand in its command. */
  public static final List<String> PLACES = List.of("train", "n", "out");

  @Override
  public String name() {
    return command.name();
  }

  @Override
  public String title() {
    return "a command of the user's own";
  }

  @Override
  public List<Step> steps(Task task) {
    return List.of(
        new Step(
            Phase.ALL,
            command.filled(
                Map.of(
                    "train", task.data().train().toString(),
                    "n", String.valueOf(task.subjects()),
                    "out", task.out().toString(),
                    "budget", String.valueOf(task.budget().toSeconds()),
                    "seed", String.valueOf(task.seed())))));
  }
}
