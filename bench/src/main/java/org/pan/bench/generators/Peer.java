package org.pan.bench.generators;

import java.util.List;
import java.util.Optional;
import org.pan.bench.generators.Step.Phase;
import org.pan.bench.python.PythonProgram;
import org.pan.cli.Console;

/**
 * A generator in Python, through its adapter in {@code bench/peers}.
 *
 * @param name its name in tables and that of its folder
 * @param title what it is
 */
record Peer(String name, String title) implements Generator {

  static final Peer ARGN = new Peer("argn", "TabularARGN, mostlyai-engine 2.7.3");

  @Override
  public Optional<String> install(Console console) {
    return PythonProgram.peer(name).install(console);
  }

  @Override
  public List<Step> steps(Task task) {
    PythonProgram program = PythonProgram.peer(name);
    String train = task.data().train().toString();
    String model = task.model().toString();
    String seed = String.valueOf(task.seed());
    return List.of(
        new Step(
            Phase.FIT,
            program.command(
                List.of("fit", train, model, String.valueOf(task.budget().toSeconds()), seed))),
        new Step(
            Phase.SAMPLE,
            program.command(
                List.of(
                    "sample",
                    train,
                    model,
                    String.valueOf(task.subjects()),
                    seed,
                    task.out().toString()))));
  }
}
