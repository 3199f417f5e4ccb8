package org.pan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

  @ParameterizedTest
  @CsvSource({"90s,PT1M30S", "10m,PT10M", "1h30m,PT1H30M", "0.5h,PT30M", "2d,PT48H"})
  void durationsAreReadAsPeopleWriteThem(String text, String iso) {
    assertEquals(Duration.parse(iso), new DurationConverter().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "m", "-5m", "10m!", "ten minutes", "0s", "5 m"})
  void whatIsNoDurationIsRefused(String text) {
    assertThrows(TypeConversionException.class, () -> new DurationConverter().convert(text));
  }
}
