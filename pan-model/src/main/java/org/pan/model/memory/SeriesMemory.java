package org.pan.model.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The past of the codes of one subject that are long series, and what is forecast of them. */
public final class SeriesMemory {

  /** Inputs of a forecast that say on which day of the week and of the year it is for. */
  private static final int CALENDAR = 11;

  private final MemoryLayout layout;
  private final int staticSize;
  private final Map<Integer, SeriesHistory> histories = new HashMap<>();
  private final Map<Integer, SeriesForecast> forecasts;
  private final float[] inputs;
  private @Nullable Subject subject;

  /**
   * @param staticSize number of static inputs
   * @param forecasts the fitted forecasts by code; a series without one is not forecast
   */
  SeriesMemory(MemoryLayout layout, int staticSize, Map<Integer, SeriesForecast> forecasts) {
    this.layout = layout;
    this.staticSize = staticSize;
    this.forecasts = forecasts;
    for (int code : layout.series()) {
      histories.put(code, new SeriesHistory());
    }
    inputs = new float[forecastSize()];
  }

  void begin(Subject next) {
    subject = next;
    histories.values().forEach(SeriesHistory::begin);
  }

  /** The subject is another from now on, with the same past. */
  void change(Subject next) {
    subject = next;
  }

  private Subject subject() {
    return Objects.requireNonNull(subject, "Begin a subject first.");
  }

  /** Adds a number of a code, which may be no series. */
  void observe(long time, int code, double score) {
    SeriesHistory history = histories.get(code);
    if (history == null) {
      return;
    }
    if (forecasts.containsKey(code)) {
      history.observeError(score - forecast(code, time).centre());
    }
    history.observe(Days.of(time), score);
  }

  /** The number of inputs of {@link #write}; 0 where no code is a series. */
  public int size() {
    return histories.isEmpty() ? 0 : SeriesHistory.size();
  }

  /** Writes the past of one code, zeros where it is no series; gives the next free place. */
  public int write(int code, long moment, float[] out, int at) {
    SeriesHistory history = histories.get(code);
    if (history == null) {
      return Clock.zeros(size(), out, at);
    }
    double level = subject().level(Arrays.binarySearch(layout.series(), code), moment);
    return history.write(Days.of(moment), level, out, at);
  }

  /** The number of inputs of {@link #writeForecastInputs}. */
  public int forecastSize() {
    return size() + (layout.calendar() ? CALENDAR : 0) + staticSize;
  }

  /**
   * Writes what a linear forecast of a series leans on: its past, the landing's weekday and season,
   * the statics.
   */
  public void writeForecastInputs(int code, long moment, float[] out) {
    int i = write(code, moment, out, 0);
    if (layout.calendar()) {
      int day = Days.of(moment);
      i = Clock.oneHot(Days.weekday(day), 7, out, i);
      double phase = 2 * Math.PI * day / 365.25;
      out[i++] = (float) Math.sin(phase);
      out[i++] = (float) Math.cos(phase);
      out[i++] = (float) Math.sin(2 * phase);
      out[i++] = (float) Math.cos(2 * phase);
    }
    System.arraycopy(subject().statics(), 0, out, i, staticSize);
  }

  /**
   * What the linear forecast says of the code's number at a moment; {@link Forecast#NONE} where
   * there is no forecast.
   */
  public Forecast forecast(int code, long moment) {
    SeriesForecast forecast = forecasts.get(code);
    SeriesHistory history = histories.get(code);
    if (forecast == null || history == null) {
      return Forecast.NONE;
    }
    int regime = SeriesForecast.regime(history.count());
    writeForecastInputs(code, moment, inputs);
    return new Forecast(forecast.centre(regime, inputs), history.scale(forecast.error()[regime]));
  }

  /** How many numbers the series of a code holds; 0 where it is no series. */
  public int count(int code) {
    SeriesHistory history = histories.get(code);
    return history == null ? 0 : history.count();
  }
}
