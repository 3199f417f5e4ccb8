package org.pan.model.heads;

import java.util.Arrays;
import org.pan.model.memory.Forecast;

/**
 * Residuals: the unit interval is the distribution function of the standardised error of a linear
 * forecast, on the scale of the code's normal scores. For continuous series, whose next number is
 * mostly near the last ones.
 */
public final class ResidualCoding implements ValueCoding {

  /** Least probability of a class, so that a surprise stays finite. */
  private static final double FLOOR = 1e-5;

  private final NumberScale scale;
  private final double[] quantiles;

  /**
   * @param scale the marginal distribution
   * @param quantiles standardised errors at equally spaced quantiles, ascending, the least and the
   *     greatest included
   */
  public ResidualCoding(NumberScale scale, double[] quantiles) {
    this.scale = scale;
    this.quantiles = quantiles.clone();
    for (int i = 1; i < quantiles.length; i++) {
      this.quantiles[i] = Math.max(quantiles[i], this.quantiles[i - 1] + 1e-9);
    }
  }

  /** Quantiles of standardised errors, dense in the tails. */
  public static double[] quantilesOf(double[] errors, int knots) {
    double[] sorted = errors.clone();
    Arrays.sort(sorted);
    double[] quantiles = new double[knots];
    for (int i = 0; i < knots; i++) {
      double place = levelOf(i, knots) * (sorted.length - 1);
      int below = (int) Math.floor(place);
      int above = Math.min(sorted.length - 1, below + 1);
      quantiles[i] = sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
    return quantiles;
  }

  /** Level of a knot: equal steps in the middle, a smooth step squeezes them towards the ends. */
  private static double levelOf(int i, int knots) {
    double t = i / (double) (knots - 1);
    return t * t * (3 - 2 * t);
  }

  public double[] quantiles() {
    return quantiles.clone();
  }

  /** Distribution function of the standardised error. */
  private double distribution(double error) {
    int found = Arrays.binarySearch(quantiles, error);
    if (found >= 0) {
      return levelOf(found, quantiles.length);
    }
    int above = -found - 1;
    if (above == 0) {
      return 0;
    }
    if (above == quantiles.length) {
      return 1;
    }
    double low = levelOf(above - 1, quantiles.length);
    double high = levelOf(above, quantiles.length);
    return low
        + (high - low) * (error - quantiles[above - 1]) / (quantiles[above] - quantiles[above - 1]);
  }

  private double error(double u) {
    int low = 0;
    int high = quantiles.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (levelOf(middle, quantiles.length) <= u) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double from = levelOf(low, quantiles.length);
    double to = levelOf(high, quantiles.length);
    return quantiles[low] + (quantiles[high] - quantiles[low]) * (u - from) / (to - from);
  }

  @Override
  public NumberScale scale() {
    return scale;
  }

  /** Places stand for errors. */
  @Override
  public boolean followsLevel() {
    return false;
  }

  @Override
  public double interval(double number, Forecast forecast, float[] into, int at) {
    if (!scale.hasMass(number)) {
      double place = place(scale.below(number), forecast);
      double density =
          Math.max(
              scale.logDensity(number) + logSlope(scale.below(number), forecast),
              Math.log(FLOOR) + scale.coding().logDensityInClass(number));
      return Span.write(place, density, into, at);
    }
    Span span = placed(number, forecast);
    double least = FLOOR * scale.pointShare(number);
    if (span.width() >= least) {
      return span.write(into, at);
    }
    double middle = (span.low() + span.high()) / 2;
    return new Span(middle - least / 2, middle + least / 2).write(into, at);
  }

  private Span placed(double number, Forecast forecast) {
    Span marginal = scale.span(number);
    return new Span(
        marginal.low() <= 0 ? 0 : place(marginal.low(), forecast),
        marginal.high() >= 1 ? 1 : place(marginal.high(), forecast));
  }

  private double place(double marginal, Forecast forecast) {
    return distribution(error(marginal, forecast));
  }

  private static double error(double marginal, Forecast forecast) {
    return (NumberScale.normalQuantile(marginal) - forecast.centre()) / forecast.scale();
  }

  /** Log of the slope of {@link #place}. */
  private double logSlope(double marginal, Forecast forecast) {
    double z = NumberScale.normalQuantile(marginal);
    double normal = -.5 * z * z - .5 * Math.log(2 * Math.PI);
    return Math.log(slope(error(marginal, forecast)) / forecast.scale()) - normal;
  }

  /** Density of the standardised error; 0 beyond the errors seen. */
  private double slope(double error) {
    int found = Arrays.binarySearch(quantiles, error);
    int above = found >= 0 ? found + 1 : -found - 1;
    if (above == 0 || above >= quantiles.length) {
      return 0;
    }
    double mass = levelOf(above, quantiles.length) - levelOf(above - 1, quantiles.length);
    return mass / (quantiles[above] - quantiles[above - 1]);
  }

  @Override
  public void ownInterval(double number, Forecast forecast, float[] into, int at) {
    Span own = fits(number) && scale.hasMass(number) ? placed(number, forecast) : new Span(0, 0);
    own.writeExactly(into, at);
  }

  @Override
  public double valueAt(double u, Forecast forecast) {
    double score = forecast.centre() + forecast.scale() * error(u);
    return scale.valueAt(Math.max(0, Math.min(1 - 1e-12, NumberScale.normal(score))));
  }
}
