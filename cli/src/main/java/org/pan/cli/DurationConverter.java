package org.pan.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as people write it: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 0.5h}. */
final class DurationConverter implements ITypeConverter<Duration> {

  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)([smhd])");

  @Override
  public Duration convert(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      long unitMillis = unit(part.group(2)).toMillis();
      sum =
          sum.plusMillis(
              new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unitMillis)).longValue());
      end = part.end();
    }
    if (end != text.length() || sum.isZero()) {
      throw new TypeConversionException(
          "expected a duration such as 90s, 10m or 1h30m but was '" + text + "'");
    }
    return sum;
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
