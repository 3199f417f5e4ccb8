package org.pan.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.sequences.internal.sql.ScratchDatabase;

class MedsValidatorTest {

  private static final String TABLE =
      "CREATE OR REPLACE TABLE t(subject_id BIGINT, \"time\" TIMESTAMP, code VARCHAR, numeric_value FLOAT);";

  @TempDir Path folder;
  private Path meds;

  @BeforeEach
  void makeASoundDataSet() throws IOException {
    meds = folder.resolve("meds");
    Files.createDirectories(meds.resolve("data/train"));
    Files.createDirectories(meds.resolve("metadata"));
    Files.writeString(
        meds.resolve("metadata/dataset.json"),
        "{\"meds_version\": \"0.4.0\", \"created_at\": \"2025-01-01\"}");
    data(
        "train/0",
        "(1, NULL, 'SEX//F', NULL), (1, '2020-01-01', 'a', 1), (1, '2020-01-02', 'b', NULL), (2, '2020-01-01', 'a', NULL)");
    data("1", "(3, '2020-01-01', 'a', NULL)");
    table(
        "metadata/codes",
        "SELECT unnest(['SEX//F', 'a', 'b']) AS code, NULL::VARCHAR AS description, NULL::VARCHAR[] AS parent_codes");
    table(
        "metadata/subject_splits",
        "SELECT unnest([1, 2, 3])::BIGINT AS subject_id, 'train' AS split");
  }

  private void data(String name, String values) {
    sql(
        TABLE
            + "INSERT INTO t VALUES "
            + values
            + "; COPY t TO '"
            + meds.resolve("data").resolve(name + ".parquet")
            + "'");
  }

  private void table(String name, String select) {
    sql("COPY (" + select + ") TO '" + meds.resolve(name + ".parquet") + "'");
  }

  private static void sql(String sql) {
    try (ScratchDatabase database = ScratchDatabase.create("test")) {
      database.execute(sql);
    }
  }

  private void assertFound(Finding.Severity severity, String file, String what) {
    List<Finding> findings = MedsValidator.validate(meds);
    assertTrue(
        findings.stream()
            .anyMatch(
                f ->
                    f.severity() == severity && f.file().equals(file) && f.what().startsWith(what)),
        findings::toString);
  }

  @Test
  void aSoundDataSetHasNoFindings() {
    assertEquals(List.of(), MedsValidator.validate(meds));
  }

  @Test
  void whatPanWritesIsSound() {
    Import.run(meds, folder.resolve("copy"), Import.Options.DEFAULT);
    assertEquals(List.of(), MedsValidator.validate(folder.resolve("copy")));
  }

  @Test
  void rowsOutOfOrderAreFound() {
    data("1", "(3, '2020-01-02', 'a', NULL), (3, '2020-01-01', 'a', NULL)");
    assertFound(Finding.Severity.ERROR, "data/1.parquet", "1 rows lie before their predecessor");
    data("1", "(3, '2020-01-02', 'a', NULL), (3, NULL, 'SEX//F', NULL)");
    assertFound(Finding.Severity.ERROR, "data/1.parquet", "1 rows without a time follow");
  }

  @Test
  void scatteredSubjectsAreFound() {
    data(
        "1",
        "(3, '2020-01-01', 'a', NULL), (4, '2020-01-01', 'a', NULL), (3, '2020-01-02', 'a', NULL)");
    assertFound(Finding.Severity.ERROR, "data/1.parquet", "1 times a subject's rows start again");
    data("1", "(3, '2020-01-01', 'a', NULL), (2, '2020-01-01', 'a', NULL)");
    assertFound(Finding.Severity.ERROR, "data", "1 subjects stand in more than one file");
  }

  @Test
  void missingIdsAndCodesAreFound() {
    data("1", "(NULL, '2020-01-01', 'a', NULL), (3, '2020-01-01', NULL, NULL)");
    assertFound(Finding.Severity.ERROR, "data/1.parquet", "1 rows have no subject_id");
    assertFound(Finding.Severity.ERROR, "data/1.parquet", "1 rows have no code");
  }

  @Test
  void wrongTypesAndColumnsAreFound() {
    table(
        "data/1",
        "SELECT 3 AS subject_id, DATE '2020-01-01' AS time, 'a' AS code, 1.5::DOUBLE AS numeric_value");
    assertFound(Finding.Severity.ERROR, "data/1.parquet", "column subject_id is of type INTEGER");
    assertFound(Finding.Severity.ERROR, "data/1.parquet", "column time is of type DATE");
    assertFound(Finding.Severity.ERROR, "data/1.parquet", "column numeric_value is of type DOUBLE");
    table("data/1", "SELECT 3::BIGINT AS subject_id, 'a' AS code");
    assertFound(Finding.Severity.ERROR, "data/1.parquet", "no column time");
  }

  @Test
  void codesMustBeCoveredFromVersionFourOn() throws IOException {
    table("metadata/codes", "SELECT 'a' AS code");
    assertFound(Finding.Severity.ERROR, "metadata/codes.parquet", "lacks 2 codes");
    Files.writeString(meds.resolve("metadata/dataset.json"), "{\"meds_version\": \"0.3.3\"}");
    assertFound(Finding.Severity.WARNING, "metadata/codes.parquet", "lacks 2 codes");
  }

  @Test
  void splitsMustBeCompleteAndDisjoint() {
    table(
        "metadata/subject_splits",
        "SELECT unnest([1, 1, 2, 9])::BIGINT AS subject_id, 'train' AS split");
    assertFound(
        Finding.Severity.ERROR,
        "metadata/subject_splits.parquet",
        "1 subjects stand in it more than once");
    assertFound(
        Finding.Severity.ERROR,
        "metadata/subject_splits.parquet",
        "1 subjects of the data have no split");
    assertFound(
        Finding.Severity.WARNING,
        "metadata/subject_splits.parquet",
        "1 subjects have a split but no data");
    table("metadata/subject_splits", "SELECT 1::BIGINT AS subject_id, 'train' AS split, 2 AS more");
    assertFound(Finding.Severity.ERROR, "metadata/subject_splits.parquet", "has columns beside");
  }

  @Test
  void metadataFilesAreExpected() throws IOException {
    Files.delete(meds.resolve("metadata/codes.parquet"));
    Files.writeString(meds.resolve("metadata/dataset.json"), "{\"dataset_name\": 3}");
    assertFound(Finding.Severity.ERROR, "metadata/codes.parquet", "is missing");
    assertFound(Finding.Severity.ERROR, "metadata/dataset.json", "dataset_name is not a string");
    Files.writeString(meds.resolve("metadata/dataset.json"), "{");
    assertFound(Finding.Severity.ERROR, "metadata/dataset.json", "is not JSON");
  }

  @Test
  void anUnreadableFileIsAFinding() throws IOException {
    Files.writeString(meds.resolve("data/1.parquet"), "PAR1");
    assertFound(Finding.Severity.ERROR, "data/1.parquet", "cannot be read");
  }

  @Test
  void eventsAfterDeathAreOdd() {
    data("1", "(3, '2020-01-01', 'MEDS_DEATH', NULL), (3, '2020-01-02', 'a', NULL)");
    assertFound(Finding.Severity.WARNING, "meds", "1 events after the subject's MEDS_DEATH");
  }

  @Test
  void aMappingIsCheckedToo() throws IOException {
    Path mapping =
        Files.writeString(
            folder.resolve("m.sql"),
            "CREATE VIEW events AS SELECT 1 AS subject_id, range // 2 AS time, 'a' AS code FROM range(4);"
                + "CREATE VIEW subjects AS SELECT 1 AS subject_id, 1 AS observation_start, 0 AS observation_end");
    List<String> whats = MedsValidator.validate(mapping).stream().map(Finding::what).toList();
    assertEquals(
        List.of(
            "4 events outside the subject's observation window",
            "1 subjects whose observation ends before it starts",
            "2 events given more than once (same subject, time, code and value)"),
        whats);
    Files.writeString(mapping, "SELECT 1");
    assertEquals(Finding.Severity.ERROR, MedsValidator.validate(mapping).get(0).severity());
  }
}
