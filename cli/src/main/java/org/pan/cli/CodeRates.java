package org.pan.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.Encoding;

/** How often scaled codes came, beside how often they came in training. */
final class CodeRates {

  private final Map<String, Double> asked;
  private final Map<String, Long> events = new HashMap<>();
  private long patients;

  CodeRates(Map<String, Double> asked) {
    this.asked = asked;
  }

  void count(Timeline patient) {
    patients++;
    for (Event event : patient.events()) {
      if (asked.containsKey(event.code())) {
        events.merge(event.code(), 1L, Long::sum);
      }
    }
  }

  /** A line for each scaled code. */
  List<String> lines(Encoding encoding) {
    List<String> lines = new ArrayList<>();
    asked.forEach(
        (code, factor) -> {
          double learnt = 0;
          for (int id : encoding.codeIds(code)) {
            learnt += encoding.codes().entry(id).events();
          }
          learnt /= encoding.report().subjects();
          double drawn = events.getOrDefault(code, 0L) / (double) Math.max(1, patients);
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%s: odds %s times as learnt; came %.4g times a patient, %.4g times the"
                      + " training data's %.4g",
                  code,
                  factor,
                  drawn,
                  drawn / learnt,
                  learnt));
        });
    return lines;
  }
}
