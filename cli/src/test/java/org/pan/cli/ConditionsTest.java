package org.pan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.sequences.DataException;

class ConditionsTest {

  @TempDir Path folder;

  @Test
  void emptyCellsAreLeftToTheModel() throws IOException {
    assertEquals(
        List.of(Map.of("sex", "F", "age", "60..80"), Map.of("age", "57"), Map.of()),
        fields(Map.of(), "sex,age\nF,60..80\n,57\n,\n"));
  }

  @Test
  void whatIsGivenForAllFillsEmptyCellsOnly() throws IOException {
    assertEquals(
        List.of(Map.of("sex", "M", "site", "A"), Map.of("sex", "F", "site", "A")),
        fields(Map.of("sex", "F", "site", "A"), "sex\nM\n\n"));
  }

  @Test
  void blankLinesBetweenRowsOfSeveralCellsAreNoPatients() throws IOException {
    assertEquals(2, fields(Map.of(), "sex,age\nF,60\n\nM,61\n\n").size());
  }

  @Test
  void aRowWithTooFewCellsIsNamedByItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), "sex,age\nF,60\nM\n");
    DataException e = assertThrows(DataException.class, () -> Conditions.read(file, Map.of()));
    assertTrue(String.valueOf(e.getMessage()).contains("c.csv: line 3"), e.getMessage());
  }

  @Test
  void aFileWithoutRowsIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), "sex,age\n");
    assertThrows(DataException.class, () -> Conditions.read(file, Map.of()));
  }

  private List<Map<String, String>> fields(Map<String, String> always, String text)
      throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), text);
    return Conditions.read(file, always).rows().stream().map(Conditions.Row::fields).toList();
  }
}
