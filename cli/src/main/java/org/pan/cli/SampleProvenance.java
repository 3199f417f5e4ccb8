package org.pan.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pan.sampling.Intervention;

/**
 * What is said beside patients who are not plain draws.
 *
 * @param history what they all have met
 * @param interventions what was done to them
 * @param rates factors on the odds of codes
 * @param caveat what interventions are not
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SampleProvenance(
    List<String> history,
    List<String> interventions,
    Map<String, Double> rates,
    @Nullable String caveat) {

  static SampleProvenance of(HistoryOptions history, InterventionOptions done) {
    boolean plain = done.interventions().isEmpty() && done.rates().isEmpty();
    return new SampleProvenance(
        history.history().clauses().stream().map(Object::toString).toList(),
        done.interventions().stream().map(SampleProvenance::text).toList(),
        done.rates(),
        plain ? null : Intervention.CAVEAT);
  }

  private static String text(Intervention intervention) {
    return intervention instanceof Intervention.Force force
        ? "force " + force.code() + " at " + force.day()
        : "forbid " + intervention.code();
  }

  /** Whether there is anything to say. */
  boolean any() {
    return caveat != null || !history.isEmpty();
  }

  String json() {
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A provenance has no JSON form.", e);
    }
  }
}
