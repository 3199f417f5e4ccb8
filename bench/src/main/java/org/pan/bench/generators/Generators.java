package org.pan.bench.generators;

import java.util.List;
import java.util.stream.Collectors;
import org.pan.cli.CommandFailure;

/** All generators that come with the bench. */
public final class Generators {

  private static final List<Generator> OWN =
      List.of(
          new PanGenerator(),
          Baseline.MARKOV,
          Baseline.JITTER,
          Baseline.SHUFFLED_DAYS,
          Peer.ARGN,
          Peer.PAR,
          Peer.DGAN,
          Unable.SYNTHEA);

  private Generators() {}

  /**
   * The generator of that name.
   *
   * @throws CommandFailure if there is none
   */
  public static Generator named(String name) {
    return OWN.stream()
        .filter(generator -> generator.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "%s: no such generator; there are %s."
                        .formatted(
                            name,
                            OWN.stream().map(Generator::name).collect(Collectors.joining(", ")))));
  }
}
