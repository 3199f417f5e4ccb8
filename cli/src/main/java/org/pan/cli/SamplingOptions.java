package org.pan.cli;

import org.jspecify.annotations.Nullable;
import org.pan.sampling.SamplingConfig;
import org.pan.sampling.SamplingConfig.Temperature;
import picocli.CommandLine.Option;

/** How boldly is drawn, and from which seed. */
final class SamplingOptions {

  @Option(
      names = "--seed",
      description = "The same seed gives the same patients (${DEFAULT-VALUE}).")
  private long seed = SamplingConfig.DEFAULT.seed();

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "Below 1 what is likely becomes likelier, above 1 rarer things come (1).")
  private double temperature = 1;

  @Option(names = "--time-temperature", paramLabel = "X", description = "The same for times alone.")
  private @Nullable Double time;

  @Option(names = "--code-temperature", paramLabel = "X", description = "The same for codes alone.")
  private @Nullable Double code;

  @Option(
      names = "--value-temperature",
      paramLabel = "X",
      description = "The same for numbers alone.")
  private @Nullable Double value;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Draw from the likeliest outcomes that have this share of the mass (1).")
  private double topP = 1;

  @Option(
      names = "--guidance",
      paramLabel = "X",
      description =
          "Above 1 what sets the patients of --where and --conditions apart weighs more than learnt,"
              + " below 1 less (1); for models learnt with --hide-fields.")
  private double guidance = 1;

  /** How strongly conditions weigh; 1 as learnt. */
  double guidance() {
    return guidance;
  }

  /**
   * The options as a configuration.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  SamplingConfig config() {
    return SamplingConfig.DEFAULT
        .withSeed(seed)
        .withTopP(topP)
        .withGuidance(guidance)
        .withTemperature(
            new Temperature(temperature, orOverall(time), orOverall(code), orOverall(value)));
  }

  private double orOverall(@Nullable Double own) {
    return own == null ? temperature : own;
  }
}
