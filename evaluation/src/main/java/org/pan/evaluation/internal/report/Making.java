package org.pan.evaluation.internal.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Scores;

/**
 * How scores and sets were made.
 *
 * @param sets what was compared
 * @param chance what stands for one more real sample
 * @param settings of the evaluation and versions, by name
 * @param models how each set's model was made, by set; sets that do not tell are left out
 */
public record Making(
    List<Scores.Set> sets,
    String chance,
    Map<String, String> settings,
    Map<String, Map<String, String>> models) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * As the scores and the models tell.
   *
   * @param provenance of the models, as JSON, by set
   */
  static Making of(Scores scores, Map<String, String> provenance) {
    Scores.Provenance made = scores.provenance();
    EvaluationConfig config = made.config();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("seed", String.valueOf(config.seed()));
    settings.put("bootstrap samples behind an interval", String.valueOf(config.replicates()));
    settings.put(
        "patients of a kind a classifier sees at most", String.valueOf(config.maxTrainingRows()));
    settings.put("permutations behind a permutation test", String.valueOf(config.permutations()));
    made.versions().forEach((name, version) -> settings.put("version of " + name, version));
    Map<String, Map<String, String>> models = new LinkedHashMap<>();
    provenance.forEach((set, json) -> models.put(set, facts(json)));
    return new Making(made.sets(), made.chance(), settings, models);
  }

  /**
   * The single facts of a provenance by dotted name; lists, such as learning curves, are left out.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  static Map<String, String> facts(String json) {
    try {
      Map<String, String> facts = new LinkedHashMap<>();
      collect("", JSON.readTree(json), facts);
      return facts;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A provenance is not JSON.", e);
    }
  }

  private static void collect(String prefix, JsonNode node, Map<String, String> facts) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = prefix + field.getKey();
      if (field.getValue().isObject()) {
        collect(name + ".", field.getValue(), facts);
      } else if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        facts.put(name, field.getValue().asText());
      }
    }
  }

  /** What this set is, in words. */
  public static String role(Scores.Role role) {
    return switch (role) {
      case REAL -> "real, held out";
      case TRAIN -> "real, learnt from";
      case SYNTHETIC -> "synthetic";
    };
  }

  /** The names of the sets in a role. */
  public List<String> names(Scores.Role role) {
    return sets.stream().filter(set -> set.role() == role).map(Scores.Set::name).toList();
  }
}
