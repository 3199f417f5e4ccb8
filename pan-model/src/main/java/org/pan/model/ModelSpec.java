package org.pan.model;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pan.model.constraints.Constraints;
import org.pan.model.heads.FirstDay;
import org.pan.model.heads.WeekClasses;
import org.pan.model.memory.Groups;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.memory.Priors;
import org.pan.model.memory.SeriesForecast;

/**
 * All that makes a network beside its encoding and its tensors; saved as {@code config.json}.
 *
 * @param format {@link #FORMAT}, or that of the version that wrote the file; 0 of before there was
 *     one
 * @param config size and kind
 * @param layout what the memory keeps
 * @param priors what is expected of a subject by its statics
 * @param rules what is masked
 * @param constraints what sampling keeps beside, without a part in the likelihood
 * @param traits summaries sampled first
 * @param groups static groups with a calendar of their own
 * @param weeks classes of the gap in weeks
 * @param firstDay coding of the first event's day, or null where every start of observation is
 *     known
 * @param forecasts linear forecasts of series, by code
 * @param residuals quantiles of the forecasts' standardised errors, by code; codes listed here are
 *     coded by residual
 * @param events number of training events
 * @param subjects number of training subjects
 */
public record ModelSpec(
    int format,
    ModelConfig config,
    MemoryLayout layout,
    Priors priors,
    Rules rules,
    Constraints constraints,
    Traits traits,
    Groups groups,
    WeekClasses weeks,
    @Nullable FirstDay firstDay,
    Map<Integer, SeriesForecast> forecasts,
    Map<Integer, double[]> residuals,
    long events,
    long subjects) {

  /** Goes up whenever a network of before could no longer be read. */
  public static final int FORMAT = 12;

  public ModelSpec {
    // Models of before there were constraints have none.
    constraints = Objects.requireNonNullElse(constraints, Constraints.NONE);
    forecasts = Map.copyOf(forecasts);
    residuals = Map.copyOf(residuals);
  }

  ModelSpec with(ModelConfig other) {
    return new ModelSpec(
        format,
        other,
        layout,
        priors,
        rules,
        constraints,
        traits,
        groups,
        weeks,
        firstDay,
        forecasts,
        residuals,
        events,
        subjects);
  }
}
