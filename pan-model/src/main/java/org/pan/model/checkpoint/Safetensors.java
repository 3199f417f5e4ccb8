package org.pan.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pan.sequences.DataException;

/**
 * The contents of a <a href="https://github.com/huggingface/safetensors#format">safetensors</a>
 * file: eight bytes of header length (little-endian), a JSON header, the raw numbers. float32 and
 * int64 are supported.
 *
 * @param metadata free text by name
 * @param tensors tensors by name
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {

  static final String METADATA = "__metadata__";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHUNK_BYTES = 1 << 16;

  public Safetensors {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    if (tensors.containsKey(METADATA)) {
      throw new IllegalArgumentException("No tensor can be called " + METADATA + ".");
    }
  }

  /**
   * Reads a whole file into memory.
   *
   * @throws DataException if the file cannot be read or is not a sound safetensors file
   */
  public static Safetensors read(Path file) {
    return SafetensorsReader.read(file);
  }

  /**
   * The float32 tensor of that name.
   *
   * @throws DataException if there is none
   */
  public FloatTensor floats(String name) {
    if (tensors.get(name) instanceof FloatTensor tensor) {
      return tensor;
    }
    throw new DataException(
        "There is no float32 tensor \""
            + name
            + "\"; the file belongs to another version or kind.");
  }

  /**
   * The int64 tensor of that name.
   *
   * @throws DataException if there is none
   */
  public LongTensor longs(String name) {
    if (tensors.get(name) instanceof LongTensor tensor) {
      return tensor;
    }
    throw new DataException(
        "There is no int64 tensor \"" + name + "\"; the file belongs to another version or kind.");
  }

  /**
   * Writes the file anew. The same contents give the same bytes.
   *
   * @throws IOException if it cannot be written; the file is then incomplete
   */
  public void write(Path file) throws IOException {
    // The wider type first keeps every tensor aligned, which some readers ask for.
    List<Map.Entry<String, Tensor>> order =
        tensors.entrySet().stream()
            .sorted(
                (a, b) ->
                    Boolean.compare(
                        b.getValue() instanceof LongTensor, a.getValue() instanceof LongTensor))
            .toList();
    byte[] header = header(order);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer start =
          ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
      writeFully(channel, start.putLong(header.length).put(header).flip());
      ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (Map.Entry<String, Tensor> entry : order) {
        if (entry.getValue() instanceof FloatTensor floats) {
          writeFloats(channel, floats.data(), chunk);
        } else if (entry.getValue() instanceof LongTensor longs) {
          writeLongs(channel, longs.data(), chunk);
        }
      }
    }
  }

  private byte[] header(List<Map.Entry<String, Tensor>> order) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(METADATA);
      metadata.forEach(texts::put);
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : order) {
      boolean floats = entry.getValue() instanceof FloatTensor;
      long[] shape = entry.getValue().shape();
      ObjectNode node = root.putObject(entry.getKey()).put("dtype", floats ? "F32" : "I64");
      ArrayNode dimensions = node.putArray("shape");
      Arrays.stream(shape).forEach(dimensions::add);
      long end = offset + (long) Tensor.size(shape) * (floats ? Float.BYTES : Long.BYTES);
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = JSON.writeValueAsBytes(root);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, " ".getBytes(StandardCharsets.US_ASCII)[0]);
    return padded;
  }

  private static void writeFloats(FileChannel channel, float[] data, ByteBuffer chunk)
      throws IOException {
    for (int i = 0; i < data.length; ) {
      int count = Math.min(data.length - i, CHUNK_BYTES / Float.BYTES);
      chunk.clear().limit(count * Float.BYTES);
      chunk.asFloatBuffer().put(data, i, count);
      writeFully(channel, chunk);
      i += count;
    }
  }

  private static void writeLongs(FileChannel channel, long[] data, ByteBuffer chunk)
      throws IOException {
    for (int i = 0; i < data.length; ) {
      int count = Math.min(data.length - i, CHUNK_BYTES / Long.BYTES);
      chunk.clear().limit(count * Long.BYTES);
      chunk.asLongBuffer().put(data, i, count);
      writeFully(channel, chunk);
      i += count;
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
