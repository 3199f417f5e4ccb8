package org.pan.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pan.sequences.DataException;

/** Reads a safetensors file and believes nothing it says about itself. */
final class SafetensorsReader {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final long MAX_HEADER_BYTES = 100_000_000;
  private static final int CHUNK_BYTES = 1 << 16;

  /** Where a tensor lies; offsets count from the end of the header. */
  private record Entry(String name, boolean floats, long[] shape, long begin, long end) {}

  private final Path file;
  private final FileChannel channel;

  private SafetensorsReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Safetensors read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new SafetensorsReader(file, channel).read();
    } catch (NoSuchFileException e) {
      throw new DataException(file + " does not exist; expected a safetensors file there.", e);
    } catch (IOException e) {
      throw new DataException(
          file + " cannot be read (" + e.getMessage() + "); check the disk and the permissions.",
          e);
    }
  }

  private Safetensors read() throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw unsound("is shorter than the eight bytes of its header length");
    }
    long headerLength = readFully(ByteBuffer.allocate(Long.BYTES)).getLong();
    if (headerLength < 2 || headerLength > MAX_HEADER_BYTES || headerLength > size - Long.BYTES) {
      throw unsound("states a header length that its size does not allow");
    }
    JsonNode header = parse(readFully(ByteBuffer.allocate((int) headerLength)).array());
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().equals(Safetensors.METADATA)) {
        readMetadata(field.getValue(), metadata);
      } else {
        entries.add(entry(field.getKey(), field.getValue()));
      }
    }
    checkCover(entries, size - Long.BYTES - headerLength);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      tensors.put(
          entry.name(), entry.floats() ? readFloats(entry.shape()) : readLongs(entry.shape()));
    }
    return new Safetensors(metadata, tensors);
  }

  private JsonNode parse(byte[] header) throws IOException {
    try {
      JsonNode root = JSON.readTree(header);
      if (root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw unsound("has a header that is not JSON or names a tensor twice");
    }
    throw unsound("has a header that is not a JSON object");
  }

  private void readMetadata(JsonNode node, Map<String, String> metadata) {
    if (!node.isObject()) {
      throw unsound("has metadata that is not a JSON object");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw unsound("has metadata that is not text");
      }
      metadata.put(field.getKey(), field.getValue().asText());
    }
  }

  private Entry entry(String name, JsonNode node) {
    String type = node.path("dtype").asText();
    if (!type.equals("F32") && !type.equals("I64")) {
      throw unsound("holds tensor \"" + name + "\" of a type other than F32 and I64");
    }
    boolean floats = type.equals("F32");
    long[] shape = longs(name, node.path("shape"));
    long[] offsets = longs(name, node.path("data_offsets"));
    int size;
    try {
      size = Tensor.size(shape);
    } catch (IllegalArgumentException e) {
      throw unsound("holds tensor \"" + name + "\" of an impossible shape");
    }
    if (offsets.length != 2
        || offsets[1] - offsets[0] != (long) size * (floats ? Float.BYTES : Long.BYTES)) {
      throw unsound("holds tensor \"" + name + "\" whose offsets do not match its shape");
    }
    return new Entry(name, floats, shape, offsets[0], offsets[1]);
  }

  private long[] longs(String name, JsonNode array) {
    if (!array.isArray()) {
      throw unsound("holds tensor \"" + name + "\" without shape or offsets");
    }
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      if (!array.get(i).canConvertToLong()
          || !array.get(i).isIntegralNumber()
          || array.get(i).longValue() < 0) {
        throw unsound("holds tensor \"" + name + "\" whose shape or offsets are not whole numbers");
      }
      values[i] = array.get(i).longValue();
    }
    return values;
  }

  /**
   * Brings the entries into file order; they must follow each other without a gap and fill the
   * file.
   */
  private void checkCover(List<Entry> entries, long dataBytes) {
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long end = 0;
    for (Entry entry : entries) {
      if (entry.begin() != end) {
        throw unsound(
            "holds tensor \""
                + entry.name()
                + "\" that overlaps another or leaves a gap before it");
      }
      end = entry.end();
    }
    if (end != dataBytes) {
      throw unsound(end > dataBytes ? "is cut short" : "has bytes after its last tensor");
    }
  }

  private FloatTensor readFloats(long[] shape) throws IOException {
    float[] data = new float[Tensor.size(shape)];
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    for (int i = 0; i < data.length; ) {
      int count = Math.min(data.length - i, CHUNK_BYTES / Float.BYTES);
      readFully(chunk.clear().limit(count * Float.BYTES)).asFloatBuffer().get(data, i, count);
      i += count;
    }
    return new FloatTensor(shape, data);
  }

  private LongTensor readLongs(long[] shape) throws IOException {
    long[] data = new long[Tensor.size(shape)];
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    for (int i = 0; i < data.length; ) {
      int count = Math.min(data.length - i, CHUNK_BYTES / Long.BYTES);
      readFully(chunk.clear().limit(count * Long.BYTES)).asLongBuffer().get(data, i, count);
      i += count;
    }
    return new LongTensor(shape, data);
  }

  private ByteBuffer readFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("it ends too early");
      }
    }
    return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  private DataException unsound(String what) {
    return new DataException(
        file + " " + what + "; it is damaged or no safetensors file: restore it or train again.");
  }
}
