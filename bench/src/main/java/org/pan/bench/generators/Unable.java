package org.pan.bench.generators;

import java.util.List;
import java.util.Optional;
import org.pan.bench.data.Prepared;

/**
 * A generator that stands in the table for the sake of the reason why it has no figures.
 *
 * @param why it cannot do the work
 */
record Unable(String name, String title, String why) implements Generator {

  /** It simulates its own population from fixed state machines. */
  static final Unable SYNTHEA =
      new Unable(
          "synthea",
          "Synthea 3.3.0, agent-based",
          "cannot be fitted to data: it simulates a population of its own from modules written by hand");

  @Override
  public Optional<String> unfit(Prepared data) {
    return Optional.of(why);
  }

  @Override
  public List<Step> steps(Task task) {
    throw new IllegalStateException(name + " " + why);
  }
}
