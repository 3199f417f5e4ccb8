package org.pan.model.heads;

import org.pan.model.memory.Forecast;

/**
 * How the numbers of a code lie on the unit interval of the value head's histogram. Under this map
 * the code's training numbers are uniform, whatever the network says on top.
 */
public sealed interface ValueCoding permits BinCoding, ResidualCoding {

  /** The marginal distribution. */
  NumberScale scale();

  /** Whether places on the unit interval stand for numbers, so that a level has one. */
  boolean followsLevel();

  /** Whether the number is one the code can show. */
  default boolean fits(double number) {
    return scale().coding().shown(number) == number;
  }

  /**
   * Writes the interval from which the number comes: where it begins and ends.
   *
   * @return log of the number's share in the interval, its density there where it is continuous
   */
  double interval(double number, Forecast forecast, float[] into, int at);

  /** Writes the interval from which exactly this number comes; empty where it has no mass. */
  void ownInterval(double number, Forecast forecast, float[] into, int at);

  /** The number at a place of the unit interval. */
  double valueAt(double u, Forecast forecast);
}
