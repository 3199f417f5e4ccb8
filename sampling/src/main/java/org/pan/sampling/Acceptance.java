package org.pan.sampling;

/**
 * How many patients had to be drawn for those that met a {@link History}. Each of them is a draw of
 * its own, so that they count in full: their effective sample size is their number.
 *
 * @param drawn patients begun, those given up as soon as they could not meet it any more included
 * @param accepted patients who met it
 */
public record Acceptance(long drawn, long accepted) {

  /** The share of patients accepted, an estimate of the model's probability of the history. */
  public double rate() {
    return drawn == 0 ? 1 : accepted / (double) drawn;
  }
}
