package org.pan.evaluation.internal.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Family;
import org.pan.evaluation.Scores;
import org.pan.evaluation.internal.ScoresJson;

/**
 * All that the template shows.
 *
 * @param sets names of the synthetic sets
 * @param caution what to bear in mind with all headlines; may be empty
 * @param data charts and patients as JSON, safe inside a script element
 */
public record Page(
    List<String> sets,
    List<Headline> headlines,
    String caution,
    List<String> remarks,
    List<Chapter> chapters,
    List<Album> albums,
    Making making,
    String data) {

  private static final String TEMPLATES = "org.pan.evaluation.internal.report.templates";
  private static final ObjectMapper JSON =
      ScoresJson.mapper().disable(SerializationFeature.INDENT_OUTPUT);

  /** What the page's script draws. */
  record Data(List<String> sets, List<Chart> charts, List<Album> albums) {}

  /**
   * The page of scores.
   *
   * @param provenance of the sets' models, as JSON, by set
   */
  public static Page of(Scores scores, List<Album> albums, Map<String, String> provenance) {
    Headlines headlines = new Headlines(scores);
    List<Chart> charts = new ArrayList<>();
    List<Chapter> chapters = new ArrayList<>();
    for (Family family : Family.values()) {
      chapters.add(Chapter.of(family, scores, charts));
    }
    return new Page(
        scores.synthetic(),
        headlines.all(),
        headlines.caution(),
        scores.remarks(),
        chapters,
        albums,
        Making.of(scores, provenance),
        json(new Data(scores.synthetic(), charts, albums)));
  }

  /** Nothing in it can end the script element or begin a comment. */
  static String json(Data data) {
    try {
      return JSON.writeValueAsString(data).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A chart has no JSON form.", e);
    }
  }

  /** The page as HTML. */
  public String html() {
    StringOutput html = new StringOutput(2_000_000);
    templates().render("report.jte", this, html);
    return html.toString();
  }

  static TemplateEngine templates() {
    return TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
  }

  /** A file that becomes part of the page. */
  public static String asset(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
