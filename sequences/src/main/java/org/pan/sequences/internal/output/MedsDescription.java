package org.pan.sequences.internal.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pan.sequences.internal.store.MedsForm;

/**
 * The file {@code metadata/dataset.json}. It bears no date, so that the same timelines give the
 * same files.
 *
 * @param hasExactNumbers whether the data have the extra column for numbers beyond single precision
 */
record MedsDescription(boolean hasExactNumbers) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  void write(Path metadata) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("etl_name", "PAN");
    node.put("meds_version", "0.4.0");
    if (hasExactNumbers) {
      node.putArray("additional_value_modality_columns").add(MedsForm.EXACT);
    }
    Files.writeString(metadata.resolve("dataset.json"), JSON.writeValueAsString(node) + "\n");
  }
}
