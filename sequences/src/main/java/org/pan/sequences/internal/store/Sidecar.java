package org.pan.sequences.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pan.sequences.DataException;
import org.pan.sequences.Schema;

/**
 * The file {@value #NAME} that PAN lays beside timelines it writes, so that reading them restores
 * every type.
 *
 * @param version of this file's form
 * @param subjectIdType SQL type of the subject ids
 * @param schema what the timelines have in common
 */
public record Sidecar(int version, String subjectIdType, Schema schema) {

  /** The file's name. */
  public static final String NAME = "pan.json";

  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A sidecar of the present form. */
  public Sidecar(String subjectIdType, Schema schema) {
    this(VERSION, subjectIdType, schema);
  }

  /** Writes the file into a folder. */
  public void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(NAME), JSON.writeValueAsString(this) + "\n");
  }

  /**
   * The sidecar in a folder, if there is one.
   *
   * @throws DataException if it cannot be read
   */
  public static Optional<Sidecar> read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Sidecar sidecar = JSON.readValue(Files.readString(file), Sidecar.class);
      if (sidecar.version() != VERSION) {
        throw new DataException(
            file + ": written by another version of PAN; delete it to read the data without it.");
      }
      return Optional.of(sidecar);
    } catch (JsonProcessingException e) {
      throw new DataException(
          file
              + ": not the description of timelines PAN writes; delete it to read the data without it.",
          e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read.", e);
    }
  }
}
