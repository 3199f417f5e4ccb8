package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.evaluation.internal.report.Light;
import org.pan.sequences.Dataset;
import org.pan.sequences.Timeline;

/** What the page holds, and what it never does. */
class ReportTest {

  private static final String HOSTILE = "</script><b>x</b><!--";
  private static final String REAL_ID = "real-person-";
  private static final double REAL_VALUE = 987_654.321;

  private static Scores scores;
  private static Report report;
  private static String page;

  @BeforeAll
  static void twoSetsAreJudged() {
    Map<String, Dataset> sets = new LinkedHashMap<>();
    sets.put("ours", patients("o", 3, 5));
    sets.put("theirs", patients("t", 4, 6));
    EvaluationConfig quick = EvaluationConfig.DEFAULT.withReplicates(20);
    scores = Evaluation.of(quick).score(patients(REAL_ID, 3, REAL_VALUE), sets);
    report = Report.of(scores);
    for (Map.Entry<String, Dataset> set : sets.entrySet()) {
      report = report.patients(set.getKey(), set.getValue());
    }
    page = report.toHtml();
  }

  /** Sixty patients, the first with that value. */
  private static Dataset patients(String id, int step, double value) {
    return TestSets.of(
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    TestSets.patient(
                        id + i,
                        i % 2 == 0 ? "F" : "M",
                        TestSets.on(0, "LAB", i == 0 ? value : i),
                        TestSets.on(step + i % 5, HOSTILE),
                        TestSets.on(4 * step + i % 3, "VISIT")))
            .toArray(Timeline[]::new));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    assertTrue(page.contains("default-src 'none'"));
    String markup = page.replaceAll("(?s)<script.*?</script>", "");
    assertFalse(Pattern.compile("(src|href)=\"?(https?:|//)").matcher(markup).find());
    assertFalse(markup.contains("<link"));
    assertFalse(markup.contains("url("));
    assertFalse(markup.contains("@import"));
    assertFalse(page.contains("<script src"));
  }

  @Test
  void itIsOneFileOfReadableSize(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    report.write(file);
    assertTrue(Files.size(file) < 10_000_000, Files.size(file) + " bytes");
    assertTrue(page.endsWith("</html>\n"));
  }

  @Test
  void everyFigureAndVerdictIsThereInWords() {
    String text = page.replace("&#39;", "'").replace("&amp;", "&");
    for (Figure figure : scores.figures()) {
      assertTrue(text.contains(figure.definition().title()), figure.definition().title());
      for (Reading reading : figure.readings()) {
        assertTrue(page.contains(Light.of(reading.verdict()).word()), reading.toString());
      }
    }
  }

  @Test
  void everyFamilyHasAChapterEvenWithoutFigures() {
    Report bare = Report.of(new Scores(scores.provenance(), scores.remarks(), List.of()));
    String html = bare.toHtml();
    for (Family family : Family.values()) {
      assertTrue(html.contains("id=\"" + family.title() + "\""), family.title());
    }
    assertTrue(html.contains("Privacy was not judged. Nothing here supports a release."));
    assertTrue(html.contains("No patients were given"));
  }

  @Test
  void setsStandSideBySide() {
    String header = page.substring(page.indexOf("<th scope=\"col\">Figure</th>"));
    assertTrue(header.indexOf(">ours<") < header.indexOf(">theirs<"));
    assertTrue(header.indexOf(">theirs<") < header.indexOf(">Another real sample<"));
  }

  @Test
  void codesCannotBecomeMarkup() {
    assertTrue(page.contains("\\u003c/script>\\u003cb>x"), "the code is drawn");
    assertFalse(page.contains("<b>x</b>"));
    assertEquals(3, count(page, "</script>"));
    assertEquals(3, count(page, "<script"));
  }

  @Test
  void noRealPatientIsOnThePage() {
    assertFalse(page.contains(REAL_ID));
    assertFalse(page.contains("987"));
  }

  @Test
  void remarksComeBeforeVerdicts() {
    Report remarked =
        Report.of(new Scores(scores.provenance(), List.of("Mind <the> gap."), scores.figures()));
    String html = remarked.toHtml();
    assertTrue(html.indexOf("Mind &lt;the&gt; gap.") < html.indexOf("Is it real?"));
    assertTrue(html.indexOf("Mind &lt;the&gt; gap.") > 0);
  }

  @Test
  void theMakingOfAModelIsToldWhereItIsKnown() {
    String html = report.provenance("ours", "{\"data\":{\"codes\":17},\"curve\":[1,2]}").toHtml();
    assertTrue(html.contains("<dt>data.codes</dt><dd>17</dd>"));
    assertFalse(html.contains("<dt>curve"));
    assertTrue(html.contains("The set does not tell"));
  }

  @Test
  void onlySyntheticSetsCanBeShown() {
    Dataset real = patients(REAL_ID, 3, 1);
    assertThrows(IllegalArgumentException.class, () -> report.patients("real", real));
    assertThrows(IllegalArgumentException.class, () -> report.provenance("real", "{}"));
  }
}
