package org.pan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pan.model.Pan;
import org.pan.sampling.Condition;
import org.pan.sampling.Sampler;
import org.pan.sequences.encoding.Encoding;

/** How many training subjects stand behind what a condition asks. */
final class Support {

  /** Below so many subjects a share is known to no better than a fifth of itself. */
  static final int FEW = 25;

  private Support() {}

  /** A sentence for each field of which few training subjects meet the condition. */
  static List<String> warnings(Encoding encoding, Map<String, String> fields) {
    List<String> warnings = new ArrayList<>();
    fields.forEach(
        (field, text) -> {
          double subjects =
              encoding.condition(Map.of(field, text)).constraints().stream()
                  .mapToDouble(encoding::support)
                  .min()
                  .orElse(FEW);
          if (subjects < FEW) {
            warnings.add(
                String.format(
                    Locale.ROOT,
                    "%s=%s rests on about %.0f of %,d training subjects.",
                    field,
                    text,
                    subjects,
                    encoding.report().subjects()));
          }
        });
    return warnings;
  }

  /**
   * A sentence where few training subjects are to be expected who meet the condition as a whole, as
   * the model has learnt it: they are not counted, which would take the data.
   */
  static Optional<String> jointWarning(Pan pan, Sampler sampler, Map<String, String> fields) {
    long subjects = pan.encoding().report().subjects();
    if (fields.size() < 2) {
      return Optional.empty();
    }
    double expected = sampler.share(new Condition(fields)) * subjects;
    return expected >= FEW
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s together are to be expected of about %.2g of %,d training subjects.",
                fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + field.getValue())
                    .collect(Collectors.joining(", ")),
                expected,
                subjects));
  }
}
