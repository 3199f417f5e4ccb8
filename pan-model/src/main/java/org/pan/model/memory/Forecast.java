package org.pan.model.memory;

/**
 * What a linear forecast says of the next number of a series, on the scale of its normal scores.
 *
 * @param centre the expected score
 * @param scale the usual size of the error, positive
 */
public record Forecast(double centre, double scale) {

  /** The forecast for codes that have none. */
  public static final Forecast NONE = new Forecast(0, 1);
}
