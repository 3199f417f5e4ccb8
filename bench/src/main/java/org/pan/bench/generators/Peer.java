package org.pan.bench.generators;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pan.bench.data.Prepared;
import org.pan.bench.data.RegularSeries;
import org.pan.bench.generators.Step.Phase;
import org.pan.bench.python.PythonProgram;
import org.pan.cli.Console;

/**
 * A generator in Python, through its adapter in {@code bench/peers}.
 *
 * @param name its name in tables and that of its folder
 * @param title what it is
 * @param limits why it cannot learn from a set by its nature, if so
 */
record Peer(String name, String title, Function<Prepared, Optional<String>> limits)
    implements Generator {

  static final Peer ARGN =
      new Peer("argn", "TabularARGN, mostlyai-engine 2.7.3", data -> Optional.empty());
  static final Peer PAR =
      new Peer("par", "PAR, sdv 2.0.0 with deepecho 0.8.1", data -> Optional.empty());
  static final Peer DGAN =
      new Peer(
          "dgan",
          "DoppelGANger, gretel-synthetics 0.22.20",
          data ->
              RegularSeries.fault(data.train())
                  .map(fault -> "learns regular series of one length only: " + fault));

  @Override
  public Optional<String> unfit(Prepared data) {
    return limits.apply(data);
  }

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
