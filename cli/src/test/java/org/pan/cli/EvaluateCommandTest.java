package org.pan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.evaluation.Scores;
import org.pan.sequences.Dataset;
import org.pan.sequences.Import;
import org.pan.sequences.Split;

/** What evaluate writes and says. */
class EvaluateCommandTest {

  @TempDir Path folder;
  private Path real;
  private Path synthetic;

  @BeforeEach
  void twoClinics() throws IOException {
    real = clinic(folder, "real.sql", 5);
    synthetic = clinic(folder, "synthetic.sql", 7);
  }

  /** Sixty patients with six visits, so many days apart. */
  static Path clinic(Path folder, String name, int step) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        CREATE VIEW events AS
        SELECT i AS subject_id, DATE '2020-01-06' + CAST(%d * v + i %% 5 AS INTEGER) AS time,
          CASE WHEN (i + v) %% 3 = 0 THEN 'LAB' ELSE 'VISIT' END AS code
        FROM range(60) AS t(i), range(6) AS u(v);
        """
            .formatted(step));
  }

  private CommandRun evaluate(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--real",
                real.toString(),
                "--synthetic",
                synthetic.toString(),
                "--replicates",
                "20",
                "--out",
                folder.resolve("out").toString()));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray(String[]::new));
  }

  @Test
  void everyNumberLiesInTheFolder() throws IOException {
    CommandRun run = evaluate();
    assertEquals(0, run.exit(), run.err());
    Scores scores = Scores.read(folder.resolve("out/scores.json"));
    assertEquals(List.of("synthetic"), scores.synthetic());
    assertEquals(
        0,
        scores
            .figure("fidelity.code-share-tv")
            .flatMap(figure -> figure.reading("synthetic"))
            .orElseThrow()
            .estimate()
            .value());
    assertTrue(run.out().contains("as good as another real sample"), run.out());
  }

  @Test
  void aPageToReadLiesBesideThem() throws IOException {
    CommandRun run = evaluate("-q");
    Path page = folder.resolve("out/report.html");
    assertTrue(run.out().contains(page.toString()), run.out());
    assertTrue(Files.readString(page).contains("Is it safe?"));
  }

  @Test
  void itSpeaksJson() throws IOException {
    CommandRun run = evaluate("--json", "--quiet");
    assertTrue(new ObjectMapper().readTree(run.out()).get("figures").size() > 0);
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenToldTo() throws IOException {
    assertEquals(0, evaluate("-q").exit());
    assertEquals(1, evaluate("-q").exit());
    assertEquals(0, evaluate("-q", "--overwrite").exit());
    Files.delete(folder.resolve("out/scores.json"));
    assertEquals(1, evaluate("-q", "--overwrite").exit());
  }

  @Test
  void aSetThatIsNotThereIsOneLineAndLeavesNothing() {
    CommandRun run = evaluate("--train", folder.resolve("none.sql").toString());
    assertEquals(1, run.exit());
    assertTrue(run.err().lines().anyMatch(line -> line.startsWith("pan: ")), run.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void tooFewReplicatesAreWrongUsage() {
    assertEquals(2, evaluate("--replicates", "1").exit());
  }

  /** Log-likelihoods as score writes them, of so many subjects. */
  private Path likelihoods(String name, double first) throws IOException {
    StringBuilder csv = new StringBuilder("subject_id,events,total,code\n");
    for (int i = 0; i < 60; i++) {
      csv.append(i).append(",6,").append(first + i % 7).append(",0\n");
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  @Test
  void aGeneratorsOwnLikelihoodsAreAttacked() throws IOException {
    Path train = clinic(folder, "train.sql", 9);
    String files = likelihoods("t.csv", 90) + "," + likelihoods("h.csv", 0);
    CommandRun run =
        evaluate("-q", "--train", train.toString(), "--log-likelihoods", "synthetic=" + files);
    assertEquals(0, run.exit(), run.err());
    assertEquals(
        1,
        Scores.read(folder.resolve("out/scores.json"))
            .figure("privacy.membership-likelihood-auc")
            .flatMap(figure -> figure.reading("synthetic"))
            .orElseThrow()
            .estimate()
            .value());
  }

  @Test
  void likelihoodsTakeTwoFilesOrFourAndTrainingPatients() throws IOException {
    String file = likelihoods("t.csv", 0).toString();
    String two = "synthetic=" + file + "," + file;
    assertEquals(2, evaluate("--log-likelihoods", two).exit());
    String train = clinic(folder, "train.sql", 9).toString();
    CommandRun three =
        evaluate("--train", train, "--log-likelihoods", two + "," + folder.resolve("x.csv"));
    assertEquals(2, three.exit(), three.err());
    CommandRun none = evaluate("--train", train, "--log-likelihoods", two + ",none.csv,none.csv");
    assertEquals(1, none.exit(), none.err());
  }

  private Path meds() {
    Path meds = folder.resolve("meds");
    Import.run(real, meds, new Import.Options(0.3, 0.4, false));
    return meds;
  }

  private static long subjects(Path data, Split split) {
    try (Dataset dataset = Dataset.open(data)) {
      return dataset.subjectCount(Set.of(split));
    }
  }

  private List<Long> compared() throws IOException {
    return Scores.read(folder.resolve("out/scores.json")).provenance().sets().stream()
        .map(Scores.Set::subjects)
        .toList();
  }

  @Test
  void realAndTrainOfOneDataSetAreItsSplits() throws IOException {
    String meds = meds().toString();
    real = Path.of(meds);
    CommandRun run = evaluate("-q", "--train", meds);
    assertEquals(0, run.exit(), run.err());
    assertEquals(
        List.of(subjects(real, Split.HELD_OUT), subjects(real, Split.TRAIN), 60L), compared());
  }

  @Test
  void aSplitCanBeChosen() throws IOException {
    real = meds();
    assertEquals(0, evaluate("-q", "--real-split", "tuning").exit());
    assertEquals(List.of(subjects(real, Split.TUNING), 60L), compared());
    assertEquals(0, evaluate("-q", "--overwrite").exit());
    assertEquals(List.of(60L, 60L), compared());
    assertEquals(2, evaluate("--real-split", "test", "--overwrite").exit());
  }

  @Test
  void thePatientsLearntFromJudgeNothing() {
    CommandRun none = evaluate("-q", "--train", real.toString());
    assertEquals(1, none.exit());
    assertTrue(none.err().contains("held_out; give a data set with splits"), none.err());
    String meds = meds().toString();
    real = Path.of(meds);
    CommandRun same = evaluate("-q", "--train", meds, "--train-split", "held_out");
    assertEquals(1, same.exit());
    assertTrue(same.err().contains("choose different splits"), same.err());
  }
}
