package org.pan.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/** The files in which the bench keeps what it found. */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /** Writes a value; the file has its name only when it is complete. */
  public static void write(Path file, Object value) throws IOException {
    Path partial = file.resolveSibling("." + Objects.requireNonNull(file.getFileName()));
    MAPPER.writeValue(partial.toFile(), value);
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads what was written. */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    return MAPPER.readValue(file.toFile(), type);
  }

  /** The JSON value that a text is, if it is one. */
  public static Optional<JsonNode> tree(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException no) {
      return Optional.empty();
    }
  }
}
