package org.pan.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pan.model.heads.ResidualCoding;
import org.pan.model.memory.Forecast;
import org.pan.model.memory.Memory;
import org.pan.model.memory.SeriesForecast;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;

/** Fits the linear forecasts of long series and the distribution of their standardised errors. */
final class SeriesFit {

  private static final int KNOTS = 401;

  private final Encoding encoding;
  private final ModelSpec plain;
  private final List<EncodedTimeline> timelines;
  private final SubjectInputs inputs;

  SeriesFit(Encoding encoding, ModelSpec plain, List<EncodedTimeline> timelines) {
    this.encoding = encoding;
    this.plain = plain;
    this.timelines = timelines;
    this.inputs =
        new SubjectInputs(encoding, plain.traits(), plain.layout(), plain.config().hides());
  }

  /** The spec with forecasts; the same where there is no series. */
  ModelSpec fit() {
    int[] series = plain.layout().series();
    if (series.length == 0) {
      return plain;
    }
    Map<Integer, SeriesForecast> forecasts = forecasts(series);
    Map<Integer, double[]> residuals = new HashMap<>();
    errors(series, forecasts)
        .forEach((code, errors) -> residuals.put(code, ResidualCoding.quantilesOf(errors, KNOTS)));
    return new ModelSpec(
        ModelSpec.FORMAT,
        plain.config(),
        plain.layout(),
        plain.priors(),
        plain.rules(),
        plain.constraints(),
        plain.traits(),
        plain.groups(),
        plain.weeks(),
        plain.firstDay(),
        forecasts,
        residuals,
        plain.events(),
        plain.subjects());
  }

  private Map<Integer, SeriesForecast> forecasts(int[] series) {
    Memory memory = new Memory(plain.layout(), plain.priors(), encoding, inputs.size(), Map.of());
    float[] row = new float[memory.series().forecastSize()];
    Map<Integer, SeriesForecast.Fit> fits = new HashMap<>();
    for (int code : series) {
      fits.put(code, new SeriesForecast.Fit(row.length));
    }
    for (EncodedTimeline t : timelines) {
      memory.begin(inputs.of(t));
      for (int i = 0; i < t.size(); i++) {
        SeriesForecast.Fit fit = fits.get(t.code()[i]);
        if (fit != null && !Double.isNaN(t.number()[i])) {
          memory.series().writeForecastInputs(t.code()[i], t.time()[i], row);
          fit.add(SeriesForecast.regime(memory.series().count(t.code()[i])), row, score(t, i));
        }
        memory.observe(t.time()[i], t.code()[i], t.number()[i]);
      }
    }
    Map<Integer, SeriesForecast> solved = new HashMap<>();
    fits.forEach((code, fit) -> solved.put(code, fit.solve()));
    return withErrors(solved);
  }

  private double score(EncodedTimeline t, int i) {
    return java.util.Objects.requireNonNull(encoding.numbers(t.code()[i])).zScore(t.number()[i]);
  }

  private Map<Integer, SeriesForecast> withErrors(Map<Integer, SeriesForecast> solved) {
    Map<Integer, double[]> sums = new HashMap<>();
    Map<Integer, double[]> counts = new HashMap<>();
    solved.keySet().forEach(code -> sums.put(code, new double[SeriesForecast.regimes()]));
    solved.keySet().forEach(code -> counts.put(code, new double[SeriesForecast.regimes()]));
    replay(
        solved,
        (code, regime, error, scale) -> {
          java.util.Objects.requireNonNull(sums.get(code))[regime] +=
              Math.min(1.5, Math.abs(error));
          java.util.Objects.requireNonNull(counts.get(code))[regime]++;
        });
    Map<Integer, SeriesForecast> result = new HashMap<>();
    solved.forEach(
        (code, forecast) -> {
          double[] error = java.util.Objects.requireNonNull(sums.get(code)).clone();
          double[] count = java.util.Objects.requireNonNull(counts.get(code));
          for (int r = 0; r < error.length; r++) {
            error[r] = count[r] == 0 ? .5 : Math.max(.01, error[r] / count[r]);
          }
          result.put(code, new SeriesForecast(forecast.weights(), error));
        });
    return result;
  }

  private Map<Integer, double[]> errors(int[] series, Map<Integer, SeriesForecast> forecasts) {
    Map<Integer, List<Double>> errors = new HashMap<>();
    Arrays.stream(series).forEach(code -> errors.put(code, new ArrayList<>()));
    replay(
        forecasts,
        (code, regime, error, scale) ->
            java.util.Objects.requireNonNull(errors.get(code)).add(error / scale));
    Map<Integer, double[]> arrays = new HashMap<>();
    errors.forEach(
        (code, list) -> arrays.put(code, list.stream().mapToDouble(Double::doubleValue).toArray()));
    return arrays;
  }

  private interface Errors {
    void add(int code, int regime, double error, double scale);
  }

  private void replay(Map<Integer, SeriesForecast> forecasts, Errors errors) {
    Memory memory = new Memory(plain.layout(), plain.priors(), encoding, inputs.size(), forecasts);
    for (EncodedTimeline t : timelines) {
      memory.begin(inputs.of(t));
      for (int i = 0; i < t.size(); i++) {
        int code = t.code()[i];
        if (forecasts.containsKey(code) && !Double.isNaN(t.number()[i])) {
          Forecast said = memory.series().forecast(code, t.time()[i]);
          int regime = SeriesForecast.regime(memory.series().count(code));
          errors.add(code, regime, score(t, i) - said.centre(), said.scale());
        }
        memory.observe(t.time()[i], code, t.number()[i]);
      }
    }
  }
}
