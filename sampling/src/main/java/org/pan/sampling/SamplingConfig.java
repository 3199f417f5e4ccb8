package org.pan.sampling;

/**
 * How timelines are drawn.
 *
 * @param seed with it and its own number a patient is the same, whatever the batch
 * @param temperature how much the distributions are sharpened (below 1) or flattened
 * @param topP share of a head's mass from which is drawn, the likeliest first; 1 for all
 * @param slots patients drawn side by side
 * @param guidance how strongly the static fields of a condition weigh on the events: 1 as learnt,
 *     above it more, and at 0 not at all. Other than 1 it takes a model that learnt with {@link
 *     org.pan.model.ModelConfig#hiddenShare hidden fields}, and twice the time
 */
public record SamplingConfig(
    long seed, Temperature temperature, double topP, int slots, double guidance) {

  /** As learnt. */
  public static final SamplingConfig DEFAULT = new SamplingConfig(1, Temperature.ONE, 1, 1024, 1);

  /**
   * A temperature for each kind of head.
   *
   * @param statics of static fields
   * @param time of the day and time of day
   * @param code of codes
   * @param value of numbers
   */
  public record Temperature(double statics, double time, double code, double value) {

    /** As learnt. */
    public static final Temperature ONE = all(1);

    public Temperature {
      for (double t : new double[] {statics, time, code, value}) {
        if (!(t >= .05 && t <= 20)) {
          throw new IllegalArgumentException(
              "A temperature lies between 0.05 and 20, not " + t + ".");
        }
      }
    }

    /** The same for all heads. */
    public static Temperature all(double temperature) {
      return new Temperature(temperature, temperature, temperature, temperature);
    }
  }

  public SamplingConfig {
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("Top-p lies above 0 and at most at 1, not " + topP + ".");
    }
    if (!(guidance >= 0 && guidance <= 20)) {
      throw new IllegalArgumentException(
          "The strength of guidance lies between 0 and 20, not " + guidance + ".");
    }
    if (slots < 1) {
      throw new IllegalArgumentException("At least one patient is drawn at a time.");
    }
  }

  public SamplingConfig withSeed(long value) {
    return new SamplingConfig(value, temperature, topP, slots, guidance);
  }

  public SamplingConfig withTemperature(double value) {
    return new SamplingConfig(seed, Temperature.all(value), topP, slots, guidance);
  }

  public SamplingConfig withTemperature(Temperature value) {
    return new SamplingConfig(seed, value, topP, slots, guidance);
  }

  public SamplingConfig withTopP(double value) {
    return new SamplingConfig(seed, temperature, value, slots, guidance);
  }

  public SamplingConfig withSlots(int value) {
    return new SamplingConfig(seed, temperature, topP, value, guidance);
  }

  public SamplingConfig withGuidance(double value) {
    return new SamplingConfig(seed, temperature, topP, slots, value);
  }
}
