package org.pan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Prints how a model was made: the single facts; lists, such as curves, stay in the file. */
final class ProvenanceText {

  private ProvenanceText() {}

  static void print(JsonNode provenance, PrintWriter out) {
    print("", provenance, out);
  }

  private static void print(String prefix, JsonNode node, PrintWriter out) {
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                print(prefix + field.getKey() + ".", field.getValue(), out);
              } else if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                out.printf("  %-32s %s%n", prefix + field.getKey(), field.getValue().asText());
              }
            });
  }
}
