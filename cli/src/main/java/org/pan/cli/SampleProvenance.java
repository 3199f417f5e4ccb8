package org.pan.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pan.sampling.Intervention;
import org.pan.sequences.DataException;

/**
 * What is said beside patients who are not plain draws.
 *
 * @param history what they all have met
 * @param interventions what was done to them
 * @param rates factors on the odds of codes
 * @param lifted constraints that were not kept
 * @param guidance how strongly conditions weighed, where not as learnt
 * @param caveat what interventions are not
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SampleProvenance(
    List<String> history,
    List<String> interventions,
    Map<String, Double> rates,
    List<String> lifted,
    @Nullable Double guidance,
    @Nullable String caveat) {

  /**
   * What is to be said.
   *
   * @param guidance 1 where conditions weigh as learnt
   */
  static SampleProvenance of(
      HistoryOptions history, InterventionOptions done, List<String> lifted, double guidance) {
    boolean plain = done.interventions().isEmpty() && done.rates().isEmpty();
    return new SampleProvenance(
        history.history().clauses().stream().map(Object::toString).toList(),
        done.interventions().stream().map(SampleProvenance::text).toList(),
        done.rates(),
        lifted,
        guidance == 1 ? null : guidance,
        plain ? null : Intervention.CAVEAT);
  }

  private static String text(Intervention intervention) {
    if (intervention instanceof Intervention.Force force) {
      return "force " + force.code() + " at " + force.day();
    }
    return intervention instanceof Intervention.Change change
        ? "change " + change.field() + "=" + change.value() + " at " + change.day()
        : "forbid " + ((Intervention.Forbid) intervention).code();
  }

  /**
   * The model's provenance, with this as {@code control} where there is anything to say.
   *
   * @return JSON, empty where neither says anything
   */
  String beside(Optional<String> model) {
    boolean plain = caveat == null && history.isEmpty() && lifted.isEmpty() && guidance == null;
    if (plain) {
      return model.orElse("");
    }
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    try {
      ObjectNode all =
          model.isPresent() ? (ObjectNode) mapper.readTree(model.get()) : mapper.createObjectNode();
      all.set("control", mapper.valueToTree(this));
      return mapper.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new DataException("The model's provenance.json is no JSON; train it anew.", e);
    }
  }
}
