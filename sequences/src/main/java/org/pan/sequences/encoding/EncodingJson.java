package org.pan.sequences.encoding;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.DataException;
import org.pan.sequences.Schema;

/** What an encoding's JSON holds, in its order. */
record EncodingJson(
    int version,
    Schema schema,
    FitReport report,
    WindowCoding window,
    List<StaticCoding> statics,
    NumberCoding timeOfDay,
    @Nullable NumberCoding delays,
    List<CodeNumbers> codes,
    @Nullable SourceOrder order) {

  static final int VERSION = 2;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .addMixIn(StaticCoding.class, TypedByName.class)
          .addMixIn(SourceOrder.Weight.class, AsArray.class)
          .addMixIn(SourceOrder.Pair.class, AsArray.class)
          .build();

  /** Tells codings of names from codings of numbers. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "coding")
  private interface TypedByName {}

  /** There may be many. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  private interface AsArray {}

  String write() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An encoding could not be written as JSON.", e);
    }
  }

  static EncodingJson read(String json) {
    try {
      EncodingJson read = MAPPER.readValue(json, EncodingJson.class);
      if (read.version() != VERSION) {
        throw new DataException(
            "The encoding is of version "
                + read.version()
                + ", this program reads version "
                + VERSION
                + "; train the model again.");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new DataException(
          "This is not an encoding; it may be cut short: " + e.getOriginalMessage(), e);
    }
  }
}
