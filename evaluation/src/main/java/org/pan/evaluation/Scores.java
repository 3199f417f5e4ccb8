package org.pan.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pan.evaluation.internal.ScoresJson;

/**
 * All figures and how they came.
 *
 * @param provenance how they came
 * @param remarks what a reader should know first, such as sets that can hardly be compared
 * @param figures in the order of the families
 */
public record Scores(Provenance provenance, List<String> remarks, List<Figure> figures) {

  private static final ObjectMapper JSON = ScoresJson.mapper();

  /**
   * How scores came.
   *
   * @param config the settings
   * @param versions of what computed them
   * @param chance what stands for one more real sample, in words
   * @param sets what was compared
   */
  public record Provenance(
      EvaluationConfig config, Map<String, String> versions, String chance, List<Set> sets) {}

  /** What a set is compared as. */
  public enum Role {
    REAL,
    TRAIN,
    SYNTHETIC
  }

  /**
   * A set that was compared.
   *
   * @param timeMode {@code ABSOLUTE} or {@code RELATIVE}
   */
  public record Set(
      String name, Role role, long subjects, long events, int codes, String timeMode) {}

  public Scores {
    remarks = List.copyOf(remarks);
    figures = List.copyOf(figures);
  }

  /** The figure of that id, if there is one. */
  public Optional<Figure> figure(String id) {
    return figures.stream().filter(figure -> figure.definition().id().equals(id)).findFirst();
  }

  /** Names of the synthetic sets, in their order. */
  public List<String> synthetic() {
    return provenance.sets().stream()
        .filter(set -> set.role() == Role.SYNTHETIC)
        .map(Set::name)
        .toList();
  }

  /** How many figures give this verdict on a synthetic set. */
  public long count(String set, Verdict verdict) {
    return figures.stream()
        .flatMap(figure -> figure.reading(set).stream())
        .filter(reading -> reading.verdict() == verdict)
        .count();
  }

  /** As JSON; NaN is null there. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Scores have no JSON form.", e);
    }
  }

  /**
   * Writes them as JSON.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    Files.writeString(file, toJson() + "\n");
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the file cannot be read or holds something else
   */
  public static Scores read(Path file) throws IOException {
    return JSON.readValue(Files.readString(file), Scores.class);
  }
}
