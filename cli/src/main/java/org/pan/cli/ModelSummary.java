package org.pan.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pan.model.Head;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.Rules;
import org.pan.model.constraints.Constraint;
import org.pan.model.constraints.Constraints;
import org.pan.sequences.Schema;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.FitReport;
import org.pan.sequences.encoding.Vocabulary;

/**
 * What a model is.
 *
 * @param subjects training subjects
 * @param events training events
 * @param schema of the training data
 * @param network size and kind
 * @param parameters number of learnt values
 * @param heads number of learnt values of each head
 * @param codes number of codes
 * @param fit what fitting the encoding saw and left out
 * @param fields what each static field may be, by name
 * @param rules what never comes, in words
 * @param constraints what is kept while drawing
 */
record ModelSummary(
    long subjects,
    long events,
    Schema schema,
    ModelConfig network,
    long parameters,
    Map<String, Long> heads,
    int codes,
    FitReport fit,
    Map<String, String> fields,
    List<String> rules,
    List<LearntConstraint> constraints) {

  private static final int SHOWN = 12;

  /**
   * A constraint as it is shown.
   *
   * @param support how often it could have been broken, and was not
   * @param bound how often it is broken at most, with 95 % confidence
   */
  record LearntConstraint(String name, String kind, String meaning, int support, double bound) {

    static LearntConstraint of(Constraint constraint) {
      return new LearntConstraint(
          constraint.name(),
          Constraints.kind(constraint),
          meaning(constraint),
          constraint.support(),
          constraint.bound());
    }

    private static String meaning(Constraint constraint) {
      if (constraint instanceof Constraint.Gap gap) {
        return "at least %,d days from one day with it to the next".formatted(gap.days());
      }
      if (constraint instanceof Constraint.Only only) {
        return "at most %,d events at later times, of %,d codes"
            .formatted(only.most(), only.others().size());
      }
      if (constraint instanceof Constraint.Daily daily) {
        return "at most %,d times a day".formatted(daily.most());
      }
      if (constraint instanceof Constraint.Lasting) {
        return "as often as seen";
      }
      if (constraint instanceof Constraint.End) {
        return "nothing comes at a later time";
      }
      if (constraint instanceof Constraint.Needs
          || constraint instanceof Constraint.Again
          || constraint instanceof Constraint.Companion) {
        return "always";
      }
      return constraint instanceof Constraint.Once ? "at most once a subject" : "never";
    }
  }

  static ModelSummary of(Pan pan) {
    Encoding encoding = pan.encoding();
    Map<String, Long> heads = new LinkedHashMap<>();
    for (Head head : pan.heads()) {
      heads.put(head.name(), head.parameters().count());
    }
    return new ModelSummary(
        pan.spec().subjects(),
        pan.spec().events(),
        encoding.schema(),
        pan.spec().config(),
        pan.parameterCount(),
        heads,
        encoding.codes().size(),
        encoding.report(),
        FieldValues.of(encoding),
        rules(pan, encoding.codes()),
        pan.spec().constraints().all().stream().map(LearntConstraint::of).toList());
  }

  private static List<String> rules(Pan pan, Vocabulary codes) {
    Rules rules = pan.spec().rules();
    List<String> words = new ArrayList<>();
    words.add("a record has at most %,d events".formatted(rules.longest()));
    if (rules.stepMicros() > 0) {
      words.add("events come every %.6g days".formatted(rules.stepMicros() / 86_400e6));
    }
    for (int day : pan.spec().layout().commonDays()) {
      words.add("day %d has a rate of its own".formatted(day));
    }
    for (int code = 0; code < codes.size(); code++) {
      String name = codes.entry(code).code();
      if (rules.perRecord()[code] != Rules.FREE) {
        words.add(
            "%s at most %d times a record (%,d subjects reach it)"
                .formatted(name, rules.perRecord()[code], rules.support()[code]));
      }
    }
    for (long pair : rules.alwaysCopied()) {
      words.add(
          "%s always equals %s of the same time"
              .formatted(
                  codes.entry((int) (pair % codes.size())).code(),
                  codes.entry((int) (pair / codes.size())).code()));
    }
    return words;
  }

  void print(PrintWriter out) {
    out.printf("Learnt from   %,d subjects with %,d events%n", subjects, events);
    out.printf(
        "Time          %s, to the %s%n", lower(schema.timeMode()), lower(schema.resolution()));
    out.printf(
        "Network       %s, %,d learnt values (%s)%n",
        lower(network.backbone()), parameters, String.join(", ", heads.keySet()));
    out.printf(
        "Codes         %,d; %,d seen in fewer than %d subjects are grouped%n",
        codes, fit.rareCodes(), fit.protectedBelow());
    section(out, "Static fields, as --where takes them");
    fields.forEach((name, values) -> out.printf("  %-20s %s%n", name, values));
    section(out, "Rules learnt from counts");
    rules.forEach(rule -> out.println("  " + rule));
    section(out, "Constraints kept while drawing, as --no-constraint takes them");
    Constraints.KINDS.forEach(kind -> print(kind, out));
    if (!fit.warnings().isEmpty()) {
      section(out, "Warnings while fitting");
      fit.warnings().forEach(warning -> out.println("  " + warning));
    }
  }

  private void print(String kind, PrintWriter out) {
    List<LearntConstraint> some =
        constraints.stream().filter(constraint -> constraint.kind().equals(kind)).toList();
    some.stream()
        .sorted(Comparator.comparingInt(LearntConstraint::support).reversed())
        .limit(SHOWN)
        .forEach(
            c ->
                out.printf(
                    "  %-32s %s (%,d could have broken it; at most %.2g %% do)%n",
                    c.name(), c.meaning(), c.support(), 100 * c.bound()));
    if (some.size() > SHOWN) {
      out.printf("  ... and %,d more of this kind: --json lists them%n", some.size() - SHOWN);
    }
  }

  private static void section(PrintWriter out, String title) {
    out.println();
    out.println(title);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
