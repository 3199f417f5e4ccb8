package org.pan.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinningTest {

  /** Lists as proc(5) writes them in Cpus_allowed_list. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1|0-3|3", "2|0-3|2,3", "2|0,4-5,9|5,9", "9|0-1|0,1", "1|7|7"})
  void theLastCoresOfAListAreTaken(int count, String list, String last) {
    assertEquals(last, Pinning.last(count, list));
  }

  @Test
  void theCommandStaysWhatItIs() throws IOException {
    List<String> pinned = Pinning.find(1).pinned(List.of("a", "b"));
    assertEquals(List.of("a", "b"), pinned.subList(pinned.size() - 2, pinned.size()));
  }
}
