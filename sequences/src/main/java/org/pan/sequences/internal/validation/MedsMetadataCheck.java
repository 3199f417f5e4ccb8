package org.pan.sequences.internal.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pan.sequences.DataException;
import org.pan.sequences.Finding;
import org.pan.sequences.internal.sql.Quoted;
import org.pan.sequences.internal.sql.ScratchDatabase;

/** The files under {@code metadata}, against what {@link MedsDataCheck} has seen in the data. */
final class MedsMetadataCheck {

  private static final Set<String> TEXTS =
      Set.of(
          "dataset_name",
          "dataset_version",
          "etl_name",
          "etl_version",
          "meds_version",
          "created_at",
          "license",
          "location_uri",
          "description_uri");
  private static final Set<String> LISTS =
      Set.of(
          "raw_source_id_columns",
          "code_modifier_columns",
          "additional_value_modality_columns",
          "site_id_columns",
          "other_extension_columns");

  private final ScratchDatabase database;
  private final Path root;
  private final List<Finding> findings;
  private boolean codesMustBeCovered = true;

  MedsMetadataCheck(ScratchDatabase database, Path root, List<Finding> findings) {
    this.database = database;
    this.root = root;
    this.findings = findings;
  }

  void run() {
    guarded("metadata/dataset.json", this::checkDescription);
    guarded("metadata/codes.parquet", this::checkCodes);
    guarded("metadata/subject_splits.parquet", this::checkSplits);
  }

  private interface Check {
    void on(String file);
  }

  private void guarded(String file, Check check) {
    if (!Files.exists(root.resolve(file))) {
      findings.add(Finding.error(file, "is missing."));
      return;
    }
    try {
      check.on(file);
    } catch (DataException e) {
      findings.add(Finding.error(file, "cannot be read: " + e.getMessage()));
    }
  }

  private void checkDescription(String file) {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(Files.readString(root.resolve(file)));
    } catch (JsonProcessingException e) {
      findings.add(Finding.error(file, "is not JSON."));
      return;
    } catch (IOException e) {
      throw new DataException("no access or no UTF-8 text", e);
    }
    if (!json.isObject()) {
      findings.add(Finding.error(file, "is not a JSON object."));
      return;
    }
    json.properties().forEach(field -> checkField(file, field.getKey(), field.getValue()));
    String version = json.path("meds_version").asText("");
    codesMustBeCovered = !version.startsWith("0.3");
    if (version.isEmpty()) {
      findings.add(Finding.warning(file, "does not say its meds_version."));
    } else if (!version.startsWith("0.4") && !version.startsWith("0.3")) {
      findings.add(
          Finding.warning(file, "is of MEDS version " + version + "; 0.4 and 0.3 are known here."));
    }
  }

  private void checkField(String file, String name, JsonNode value) {
    if (TEXTS.contains(name) && !value.isTextual()) {
      findings.add(Finding.error(file, name + " is not a string."));
    }
    if (LISTS.contains(name) && !value.isArray()) {
      findings.add(Finding.error(file, name + " is not a list."));
    }
  }

  private void checkCodes(String file) {
    if (!hasColumns(
        file,
        Map.of("code", "VARCHAR"),
        Map.of("description", "VARCHAR", "parent_codes", "VARCHAR[]"),
        true)) {
      return;
    }
    long missing =
        database.number(
            "SELECT count(*) FROM seen_code WHERE code NOT IN (SELECT code FROM "
                + scan(file)
                + " WHERE code IS NOT NULL)");
    if (missing > 0) {
      String what = String.format(Locale.ROOT, "lacks %,d codes that stand in the data.", missing);
      findings.add(codesMustBeCovered ? Finding.error(file, what) : Finding.warning(file, what));
    }
    error(file, "SELECT count(*) FROM " + scan(file) + " WHERE code IS NULL", "rows have no code");
  }

  private void checkSplits(String file) {
    if (!hasColumns(file, Map.of("subject_id", "BIGINT", "split", "VARCHAR"), Map.of(), false)) {
      return;
    }
    String splits = scan(file);
    error(
        file,
        "SELECT count(*) FROM " + splits + " WHERE subject_id IS NULL OR split IS NULL",
        "rows lack subject_id or split");
    error(
        file,
        "SELECT count(*) FROM (SELECT subject_id FROM "
            + splits
            + " GROUP BY subject_id HAVING count(*) > 1)",
        "subjects stand in it more than once");
    error(
        file,
        "SELECT count(DISTINCT subject_id) FROM seen WHERE subject_id NOT IN (SELECT subject_id FROM "
            + splits
            + " WHERE subject_id IS NOT NULL)",
        "subjects of the data have no split");
    warn(
        file,
        "SELECT count(*) FROM " + splits + " WHERE subject_id NOT IN (SELECT subject_id FROM seen)",
        "subjects have a split but no data");
    warn(
        file,
        "SELECT count(*) FROM " + splits + " WHERE split NOT IN ('train', 'tuning', 'held_out')",
        "subjects are in splits other than train, tuning and held_out");
  }

  private String scan(String file) {
    return "read_parquet(" + Quoted.file(root.resolve(file)) + ", hive_partitioning = false)";
  }

  private boolean hasColumns(
      String file, Map<String, String> required, Map<String, String> optional, boolean open) {
    Map<String, String> found = new LinkedHashMap<>();
    database.rows(
        "DESCRIBE SELECT * FROM " + scan(file),
        row -> found.put(row.getString(1), row.getString(2)));
    Map<String, String> known = new LinkedHashMap<>(required);
    known.putAll(optional);
    known.forEach(
        (name, type) -> {
          if (found.containsKey(name) && !type.equals(found.get(name))) {
            findings.add(
                Finding.error(
                    file,
                    "column "
                        + name
                        + " is of type "
                        + found.get(name)
                        + ", the standard says "
                        + type));
          }
        });
    required.keySet().stream()
        .filter(name -> !found.containsKey(name))
        .forEach(name -> findings.add(Finding.error(file, "no column " + name)));
    if (!open && !known.keySet().containsAll(found.keySet())) {
      findings.add(Finding.error(file, "has columns beside " + String.join(", ", known.keySet())));
    }
    return found.keySet().containsAll(required.keySet());
  }

  private void error(String file, String sql, String what) {
    long count = database.number(sql);
    if (count > 0) {
      findings.add(Finding.error(file, String.format(Locale.ROOT, "%,d %s.", count, what)));
    }
  }

  private void warn(String file, String sql, String what) {
    long count = database.number(sql);
    if (count > 0) {
      findings.add(Finding.warning(file, String.format(Locale.ROOT, "%,d %s.", count, what)));
    }
  }
}
