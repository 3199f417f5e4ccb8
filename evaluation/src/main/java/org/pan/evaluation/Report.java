package org.pan.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pan.evaluation.internal.report.Album;
import org.pan.evaluation.internal.report.Page;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;

/**
 * Scores as one HTML page that needs nothing else: an answer to each of a board's questions, then a
 * chapter a family of figures, then synthetic patients to look at. It is made from scores and
 * synthetic sets alone, so that it cannot show a real patient. Immutable.
 */
public final class Report {

  private final Scores scores;
  private final List<Album> albums;
  private final Map<String, String> provenance;

  private Report(Scores scores, List<Album> albums, Map<String, String> provenance) {
    this.scores = scores;
    this.albums = List.copyOf(albums);
    this.provenance = new LinkedHashMap<>(provenance);
  }

  /** The report of these scores. */
  public static Report of(Scores scores) {
    return new Report(scores, List.of(), Map.of());
  }

  /**
   * The same with twenty patients of a synthetic set drawn as swim lanes. They are read now.
   *
   * @param set the set's name in the scores
   * @throws IllegalArgumentException if the scores have no synthetic set of that name
   * @throws DataException if the set cannot be read
   */
  public Report patients(String set, Dataset synthetic) {
    List<Album> more = new ArrayList<>(albums);
    more.add(Album.of(known(set), synthetic));
    return new Report(scores, more, provenance);
  }

  /**
   * The same with how the model of a synthetic set was made.
   *
   * @param set the set's name in the scores
   * @param json an object, such as a model's {@code provenance.json}; its lists are left out
   * @throws IllegalArgumentException if the scores have no synthetic set of that name
   */
  public Report provenance(String set, String json) {
    Map<String, String> more = new LinkedHashMap<>(provenance);
    more.put(known(set), json);
    return new Report(scores, albums, more);
  }

  private String known(String set) {
    if (!scores.synthetic().contains(set)) {
      throw new IllegalArgumentException(
          set + ": no synthetic set of these scores; there are " + scores.synthetic() + ".");
    }
    return set;
  }

  /** As HTML. */
  public String toHtml() {
    return Page.of(scores, albums, provenance).html();
  }

  /**
   * Writes the page.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    Files.writeString(file, toHtml());
  }
}
