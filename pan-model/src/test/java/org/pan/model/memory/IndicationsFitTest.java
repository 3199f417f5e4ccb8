package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.EncodingConfig;
import org.pan.sequences.testing.WardWorld;

/** What codes wait for in records of known rules. */
@NullMarked
class IndicationsFitTest {

  private static final List<Timeline> RECORDS = WardWorld.timelines(400, 7);
  private static final Encoding ENCODING =
      Encoding.fit(WardWorld.SCHEMA, RECORDS::stream, EncodingConfig.DEFAULT);
  private static final List<EncodedTimeline> ENCODED =
      RECORDS.stream().map(ENCODING::encode).toList();
  private static final Indications FOUND = IndicationsFit.fit(ENCODED, ENCODING.codes().size());

  private static int id(String code) {
    return ENCODING.codes().id(code, null);
  }

  private static List<String> names(int[] codes) {
    return Arrays.stream(codes).mapToObj(c -> ENCODING.codes().entry(c).code()).toList();
  }

  @Test
  void eachCodeIsIndicatedByWhatItWaitsFor() {
    assertEquals(List.of("DISEASE"), names(FOUND.by()[id("DRUG")]));
    assertEquals(List.of("ADMISSION"), names(FOUND.by()[id("CARE")]));
    assertEquals(List.of(), names(FOUND.by()[id("VISIT")]));
  }

  /** Of all codes, none else has a higher J than the first found. */
  @Test
  void theFirstHasTheHighestJ() {
    for (String code : List.of("DRUG", "CARE", "DISCHARGE")) {
      int[] by = FOUND.by()[id(code)];
      double[] j = new double[ENCODING.codes().size()];
      for (int other = 0; other < j.length; other++) {
        j[other] = other == id(code) ? -1 : youden(id(code), other);
      }
      assertEquals(Arrays.stream(j).max().orElseThrow(), j[by[0]], 1e-12, code);
    }
  }

  private static double youden(int code, int other) {
    double with = 0;
    double without = 0;
    double hits = 0;
    double misses = 0;
    for (EncodedTimeline t : ENCODED) {
      List<Integer> codes = Arrays.stream(t.code()).boxed().toList();
      int at = codes.indexOf(code);
      int before = codes.indexOf(other);
      with += at >= 0 ? 1 : 0;
      without += at >= 0 ? 0 : 1;
      hits += at >= 0 && before >= 0 && before < at ? 1 : 0;
      misses += at < 0 && before >= 0 ? 1 : 0;
    }
    return hits / with - misses / without;
  }

  /** Of fewer than twenty subjects with a code nothing is concluded. */
  @Test
  void aRareCodeWaitsForNothing() {
    assertArrayEquals(new int[0], ofSome(19).by()[1]);
    assertArrayEquals(new int[] {0}, ofSome(20).by()[1]);
  }

  private static Indications ofSome(int subjects) {
    List<EncodedTimeline> records =
        IntStream.range(0, 2 * subjects)
            .mapToObj(s -> s % 2 == 0 ? daily(0, 2, 1, 2) : daily(2))
            .toList();
    return IndicationsFit.fit(records, 3);
  }

  private static EncodedTimeline daily(int... codes) {
    double[] numbers = new double[codes.length];
    Arrays.fill(numbers, Double.NaN);
    long[] times = LongStream.range(0, codes.length).map(d -> d * Days.MICROS).toArray();
    return new EncodedTimeline(
        "s", new int[0], new double[0], 0, codes.length * Days.MICROS, times, codes, numbers);
  }

  @Test
  void theInverseHoldsTheSamePairs() {
    Indications of = new Indications(new int[][] {{1, 2}, {2}, {}});
    assertArrayEquals(new int[][] {{}, {0}, {0, 1}}, of.indicated());
  }
}
