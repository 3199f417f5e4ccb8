package org.pan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.FieldConstraint;

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
                  .mapToDouble(constraint -> support(encoding, constraint))
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

  /** One number stands for its neighbours too, from which the model learns of it. */
  private static double support(Encoding encoding, FieldConstraint constraint) {
    boolean one = constraint.low() == constraint.high();
    return encoding.support(
        one
            ? new FieldConstraint(
                constraint.coding(),
                constraint.classes(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY)
            : constraint);
  }
}
