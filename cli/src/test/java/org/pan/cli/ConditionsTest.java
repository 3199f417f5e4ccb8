package org.pan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pan.sampling.Condition;
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
    DataException e =
        assertThrows(DataException.class, () -> Conditions.read(file, Map.of(), List.of()));
    assertTrue(String.valueOf(e.getMessage()).contains("c.csv: line 3"), e.getMessage());
  }

  @Test
  void aFileWithoutRowsIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), "sex,age\n");
    assertThrows(DataException.class, () -> Conditions.read(file, Map.of(), List.of()));
  }

  @Test
  void aRowStandsForAsManyPatientsAsItsColumnNSays() throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), "sex,n\nF,3\nM,\nF,0\n");
    Conditions wanted = Conditions.read(file, Map.of(), List.of("sex"));
    List<Condition> each = new ArrayList<>();
    wanted.each().forEachRemaining(each::add);
    Condition woman = Condition.where("sex", "F");
    assertEquals(List.of(woman, woman, woman, Condition.where("sex", "M")), each);
    assertEquals(4, wanted.patients());
  }

  @Test
  void nIsAFieldLikeOthersWhereTheModelKnowsIt() throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), "n\n3\n");
    Conditions wanted = Conditions.read(file, Map.of(), List.of("n"));
    assertEquals(1, wanted.patients());
    assertEquals(Map.of("n", "3"), wanted.rows().get(0).fields());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "few", "1.5"})
  void aNumberOfPatientsThatIsNoneIsNamedByItsLine(String n) throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), "sex,n\nF," + n + "\n");
    DataException e =
        assertThrows(DataException.class, () -> Conditions.read(file, Map.of(), List.of()));
    assertTrue(String.valueOf(e.getMessage()).contains("c.csv: line 2: the column n"));
  }

  private List<Map<String, String>> fields(Map<String, String> always, String text)
      throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), text);
    return Conditions.read(file, always, List.of()).rows().stream()
        .map(Conditions.Row::fields)
        .toList();
  }
}
