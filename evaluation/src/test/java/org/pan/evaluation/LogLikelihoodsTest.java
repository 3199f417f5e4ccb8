package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.sequences.DataException;

/** Files of log-likelihoods. */
class LogLikelihoodsTest {

  @TempDir Path folder;
  private Path target;
  private Path reference;

  @BeforeEach
  void scored() throws IOException {
    target = file("target.csv", "subject_id,events,total,code\na,4,-10,-1\nb,0,-1,0\n");
    reference = file("reference.csv", "subject_id,events,total\nb,0,-2.5\na,4,-18\n");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void withoutAReferenceTheScoreIsByEvent() throws IOException {
    LogLikelihoods scores = LogLikelihoods.read(target, target);
    assertEquals(Map.of("a", -2.5, "b", -1.0), scores.train());
    assertFalse(scores.reference());
  }

  @Test
  void withAReferenceItIsTheLogRatio() throws IOException {
    LogLikelihoods scores = LogLikelihoods.read(target, target, reference, reference);
    assertEquals(Map.of("a", 8.0, "b", 1.5), scores.holdout());
    assertTrue(scores.reference());
  }

  @Test
  void errorsNameFileLineAndColumn() throws IOException {
    Path column = file("column.csv", "subject_id,total\na,-1\n");
    DataException missing =
        assertThrows(DataException.class, () -> LogLikelihoods.read(column, target));
    assertEquals(
        column + ", line 2: there is no column events; give a file that pan score wrote.",
        missing.getMessage());
    Path word = file("word.csv", "subject_id,events,total\na,1,-1\nb,1,secret\n");
    DataException number =
        assertThrows(DataException.class, () -> LogLikelihoods.read(word, target));
    assertEquals(
        word + ", line 3: the column total holds something other than a number.",
        number.getMessage());
  }

  @Test
  void aReferenceOfOtherPatientsIsAnError() throws IOException {
    Path fewer = file("fewer.csv", "subject_id,events,total\na,4,-18\n");
    assertThrows(DataException.class, () -> LogLikelihoods.read(target, target, fewer, reference));
  }
}
