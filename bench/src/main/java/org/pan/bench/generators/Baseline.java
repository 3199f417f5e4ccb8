package org.pan.bench.generators;

import java.util.ArrayList;
import java.util.List;
import org.pan.bench.baselines.BaselineMain;
import org.pan.bench.generators.Step.Phase;
import org.pan.bench.process.Java;

/**
 * A baseline of our own.
 *
 * @param learns whether it has a model, or looks at the patients themselves
 */
record Baseline(String name, String title, boolean learns) implements Generator {

  static final Baseline MARKOV =
      new Baseline("markov", "Markov chain of order one with empirical gaps and numbers", true);
  static final Baseline JITTER =
      new Baseline("jitter", "Real patients drawn with replacement, blurred a little", false);
  static final Baseline SHUFFLED_DAYS =
      new Baseline(
          "shuffled-days",
          "Real patients drawn with replacement, the days of their weeks and the hours of their days"
              + " in random order: a judge that rates it like jitter does not see the calendar",
          false);

  @Override
  public List<Step> steps(Task task) {
    String train = task.data().train().toString();
    String model = task.model().toString();
    List<Step> steps = new ArrayList<>();
    if (learns) {
      steps.add(step(Phase.FIT, "fit", name, train, model));
    }
    steps.add(
        step(
            Phase.SAMPLE,
            "sample",
            name,
            train,
            model,
            String.valueOf(task.subjects()),
            String.valueOf(task.seed()),
            task.out().toString()));
    return steps;
  }

  private static Step step(Phase phase, String... arguments) {
    return new Step(phase, Java.command(BaselineMain.class, List.of(arguments)));
  }
}
