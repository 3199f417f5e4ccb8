package org.pan.bench.judges;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pan.bench.data.Prepared;
import org.pan.bench.python.PythonProgram;
import org.pan.cli.CommandFailure;
import org.pan.cli.Console;

/**
 * A judge in Python that comes with the bench, in {@code bench/judges}.
 *
 * @param name its name in tables and that of its folder
 */
public record PythonJudge(String name) implements OutsideJudge {

  private static final List<PythonJudge> ALL =
      List.of(new PythonJudge("mostlyai-qa"), new PythonJudge("sdmetrics"));

  /**
   * The judge of that name.
   *
   * @throws CommandFailure if there is none
   */
  public static PythonJudge named(String name) {
    return ALL.stream()
        .filter(judge -> judge.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "%s: no such judge; there are %s, and --judge for your own."
                        .formatted(
                            name,
                            ALL.stream()
                                .map(PythonJudge::name)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public Optional<String> install(Console console) {
    return PythonProgram.judge(name).install(console);
  }

  @Override
  public List<String> command(Prepared data, Path synthetic, Path scratch) {
    return PythonProgram.judge(name)
        .command(
            List.of(
                data.holdout().toString(),
                data.train().toString(),
                synthetic.toString(),
                scratch.toString()));
  }
}
