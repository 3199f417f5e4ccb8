package org.pan.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pan.sequences.DataException;

class SafetensorsTest {

  @TempDir Path folder;

  /** What {@code src/test/python/write_safetensors.py} wrote with the reference implementation. */
  private static Path writtenByPython() {
    try {
      return Path.of(
          Objects.requireNonNull(SafetensorsTest.class.getResource("python.safetensors")).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void readsWhatTheReferenceImplementationWrote() {
    Safetensors read = Safetensors.read(writtenByPython());
    assertEquals(Map.of("format", "pan", "note", "é \"quoted\""), read.metadata());
    assertEquals(4, read.tensors().size());
    assertArrayEquals(new long[] {2, 3}, read.floats("weight").shape());
    assertArrayEquals(
        new float[] {0.5f, -1.25f, 3f, 0x1p-20f, 0x1p20f, -0f}, read.floats("weight").data());
    assertArrayEquals(new long[0], read.floats("scalar").shape());
    assertArrayEquals(new float[] {7.75f}, read.floats("scalar").data());
    assertArrayEquals(new long[] {0, 4}, read.floats("nothing").shape());
    assertArrayEquals(new long[] {1, -2, (1L << 62) + 1}, read.longs("counts").data());
  }

  @Test
  void writesTheSameNumbersBytesAsTheReferenceImplementation() throws IOException {
    Path copy = folder.resolve("copy.safetensors");
    Safetensors.read(writtenByPython()).write(copy);
    assertArrayEquals(
        numbers(Files.readAllBytes(writtenByPython())), numbers(Files.readAllBytes(copy)));
  }

  private static byte[] numbers(byte[] file) {
    int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return Arrays.copyOfRange(file, Long.BYTES + header, file.length);
  }

  @Test
  void whatIsWrittenIsReadBackBitForBit() throws IOException {
    float[] many = new float[100_003];
    for (int i = 0; i < many.length; i++) {
      many[i] = Float.intBitsToFloat(i * 0x9E3779B9);
    }
    long[] longs = new long[20_001];
    Arrays.setAll(longs, i -> i * 0x9E3779B97F4A7C15L);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("many", new FloatTensor(new long[] {many.length}, many));
    tensors.put("longs", new LongTensor(new long[] {3, 6667}, longs));
    tensors.put("empty", new FloatTensor(new long[] {0}, new float[0]));
    Path file = folder.resolve("file.safetensors");
    new Safetensors(Map.of("steps", "17"), tensors).write(file);

    Safetensors read = Safetensors.read(file);
    assertEquals("17", read.metadata().get("steps"));
    assertTrue(Arrays.equals(bits(many), bits(read.floats("many").data())));
    assertArrayEquals(longs, read.longs("longs").data());
    assertArrayEquals(new long[] {3, 6667}, read.longs("longs").shape());
    assertEquals(0, read.floats("empty").data().length);
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    byte[] whole = Files.readAllBytes(writtenByPython());
    Path file = folder.resolve("cut.safetensors");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      DataException e = assertThrows(DataException.class, () -> Safetensors.read(file));
      assertOneLineWith("cut.safetensors", e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "type         | {'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}} | type other than",
        "overlap      | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | overlaps",
        "gap          | {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | gap",
        "beyond       | {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}} | cut short",
        "left over    | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | after its last",
        "wrong size   | {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | do not match its shape",
        "backwards    | {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | do not match its shape",
        "huge shape   | {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | impossible shape",
        "negative     | {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | not whole numbers",
        "fraction     | {'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}} | not whole numbers",
        "no offsets   | {'a':{'dtype':'F32','shape':[2]}} | without shape or offsets",
        "named twice  | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | twice",
        "no JSON      | {'a': | not JSON",
        "no object    | [1,2] | not a JSON object",
        "odd metadata | {'__metadata__':{'x':1},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | not text",
      })
  void anUnsoundHeaderGivesOneClearLine(String kind, String header, String expected)
      throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, bytes.putLong(json.length).put(json).array());
    DataException e = assertThrows(DataException.class, () -> Safetensors.read(file), kind);
    assertOneLineWith(expected, e);
  }

  private static void assertOneLineWith(String expected, DataException e) {
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(expected), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void aMissingFileOrTensorIsNamed() {
    Path none = folder.resolve("none");
    assertOneLineWith(
        "does not exist", assertThrows(DataException.class, () -> Safetensors.read(none)));
    Safetensors read = Safetensors.read(writtenByPython());
    assertThrows(DataException.class, () -> read.floats("counts"));
    assertThrows(DataException.class, () -> read.longs("weight"));
  }
}
