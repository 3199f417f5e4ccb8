package org.pan.model.heads;

import org.pan.model.memory.Forecast;

/**
 * Bins: the unit interval is the code's marginal distribution function.
 *
 * @param scale the marginal distribution
 */
public record BinCoding(NumberScale scale) implements ValueCoding {

  @Override
  public boolean followsLevel() {
    return true;
  }

  @Override
  public double interval(double number, Forecast forecast, float[] into, int at) {
    return scale.hasMass(number)
        ? scale.span(number).write(into, at)
        : Span.write(scale.below(number), scale.logDensity(number), into, at);
  }

  @Override
  public void ownInterval(double number, Forecast forecast, float[] into, int at) {
    Span own = fits(number) && scale.hasMass(number) ? scale.span(number) : new Span(0, 0);
    own.writeExactly(into, at);
  }

  @Override
  public double valueAt(double u, Forecast forecast) {
    return scale.valueAt(u);
  }
}
