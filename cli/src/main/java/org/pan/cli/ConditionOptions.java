package org.pan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.encoding.Encoding;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is wanted of the patients to draw. */
final class ConditionOptions {

  @Option(
      names = "--where",
      paramLabel = "FIELD=VALUE",
      converter = WhereConverter.class,
      description =
          "Only patients with this static field: a value, or a range such as 60..80. May be repeated.")
  private List<Where> where = new ArrayList<>();

  @Option(
      names = "--start",
      paramLabel = "A..B",
      description =
          "Only patients whose observation starts in that window: --where observation_start=A..B.")
  private @Nullable String start;

  @Option(
      names = "--conditions",
      paramLabel = "FILE.csv",
      description =
          "One patient for each row, or as many as its column n says: columns are static fields,"
              + " observation_start and observation_end; empty cells are drawn, NA means missing.")
  @Nullable Path file;

  /** Whether anything is wanted. */
  boolean any() {
    return file != null || start != null || !where.isEmpty();
  }

  /** A wanted value of a field. */
  record Where(String field, String value) {}

  /** The wanted values by field. */
  Map<String, String> where() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Where each : where) {
      if (fields.put(each.field(), each.value()) != null) {
        throw new IllegalArgumentException(
            "--where names " + each.field() + " twice; give a range such as 60..80 instead.");
      }
    }
    if (start != null && fields.put(Encoding.START_FIELD, start) != null) {
      throw new IllegalArgumentException("Give --start or --where observation_start, not both.");
    }
    return fields;
  }

  static final class WhereConverter implements ITypeConverter<Where> {
    @Override
    public Where convert(String text) {
      int equals = text.indexOf('=');
      if (equals < 1 || equals == text.length() - 1) {
        throw new TypeConversionException("expected FIELD=VALUE but was '" + text + "'");
      }
      return new Where(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }
  }
}
