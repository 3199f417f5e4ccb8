package org.pan.evaluation.internal.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pan.evaluation.Family;
import org.pan.evaluation.Figure;
import org.pan.evaluation.Reading;
import org.pan.evaluation.Scores;
import org.pan.evaluation.Verdict;

/** The answers on the first half page, by rule from verdicts and intervals. */
final class Headlines {

  /** Of real sets against each other about this share of figures is not green by chance. */
  private static final double CHANCE = 0.05;

  /** A distance of .03 goes unseen with fewer patients than about this. */
  private static final long FEW = 1_000;

  private static final int NAMED = 3;

  private final Scores scores;

  Headlines(Scores scores) {
    this.scores = scores;
  }

  /** A headline for each family. */
  List<Headline> all() {
    return Arrays.stream(Family.values()).map(this::headline).toList();
  }

  /** What to bear in mind with all answers; empty where there is nothing. */
  String caution() {
    long fewest =
        scores.provenance().sets().stream().mapToLong(Scores.Set::subjects).min().orElse(0);
    return fewest >= FEW
        ? ""
        : "The smallest set has only %,d patients: intervals are wide, and differences may go unseen."
            .formatted(fewest);
  }

  private Headline headline(Family family) {
    List<Figure> figures = figures(family);
    Question question = Question.of(family);
    Optional<Figure> figure = speaking(question, figures);
    long absent = all(family) - figures.size();
    List<Headline.Answer> answers =
        scores.synthetic().stream()
            .map(set -> answer(question, figure, figures, absent, set))
            .toList();
    return new Headline(
        question.text(),
        family.title(),
        figure.map(f -> f.definition().title()).orElse("no figure"),
        answers);
  }

  private long all(Family family) {
    return scores.figures().stream()
        .filter(figure -> figure.definition().family() == family)
        .count();
  }

  private List<Figure> figures(Family family) {
    return scores.figures().stream()
        .filter(figure -> figure.definition().family() == family)
        .filter(figure -> !figure.readings().isEmpty())
        .toList();
  }

  /** The first of the question's figures that got a verdict, else any that did. */
  private static Optional<Figure> speaking(Question question, List<Figure> figures) {
    List<Figure> judged =
        figures.stream()
            .filter(f -> f.readings().stream().anyMatch(r -> r.verdict() != Verdict.NONE))
            .toList();
    for (String id : question.headlines()) {
      for (Figure figure : judged) {
        if (figure.definition().id().equals(id)) {
          return Optional.of(figure);
        }
      }
    }
    return judged.stream().findFirst();
  }

  private static Headline.Answer answer(
      Question question, Optional<Figure> headline, List<Figure> figures, long absent, String set) {
    Optional<Reading> reading = headline.flatMap(figure -> figure.reading(set));
    Verdict verdict =
        verdict(
            question.strict(), reading.map(Reading::verdict).orElse(Verdict.NONE), figures, set);
    String unit = headline.map(figure -> figure.definition().unit()).orElse("");
    return new Headline.Answer(
        set,
        Light.of(verdict),
        reading.map(r -> Digits.sentence(r.estimate(), unit)).orElse(""),
        reading
            .map(Reading::chance)
            .filter(chance -> Double.isFinite(chance.value()))
            .map(chance -> Digits.sentence(chance, unit))
            .orElse(""),
        reading
            .map(
                r ->
                    headline
                        .map(f -> PlainWords.of(f.definition().id(), r.estimate().value()))
                        .orElse(""))
            .orElse(""),
        question.meaning(verdict),
        counts(figures, set, absent));
  }

  /**
   * The family's verdict. Red where the headline is red; green where it is green and no more other
   * figures are not green than chance would have it; amber in between. Strict: red where any is
   * red, green only where all are.
   */
  static Verdict verdict(boolean strict, Verdict headline, List<Figure> figures, String set) {
    long green = count(figures, set, Verdict.GREEN);
    long red = count(figures, set, Verdict.RED);
    long judged = green + red + count(figures, set, Verdict.AMBER);
    if (judged == 0) {
      return Verdict.NONE;
    }
    if (headline == Verdict.RED || (strict && red > 0)) {
      return Verdict.RED;
    }
    double borne = strict ? 0 : CHANCE * judged;
    return headline == Verdict.GREEN && judged - green <= borne ? Verdict.GREEN : Verdict.AMBER;
  }

  private static long count(List<Figure> figures, String set, Verdict verdict) {
    return withVerdict(figures, set, verdict).size();
  }

  private static List<Figure> withVerdict(List<Figure> figures, String set, Verdict verdict) {
    return figures.stream()
        .filter(f -> f.reading(set).filter(r -> r.verdict() == verdict).isPresent())
        .toList();
  }

  private static String counts(List<Figure> figures, String set, long absent) {
    long green = count(figures, set, Verdict.GREEN);
    long amber = count(figures, set, Verdict.AMBER);
    List<Figure> red = withVerdict(figures, set, Verdict.RED);
    long judged = green + amber + red.size();
    if (judged == 0) {
      return "";
    }
    String text =
        "Of %d figures judged, %d as good as another real sample, %d perhaps worse, %d clearly worse"
            .formatted(judged, green, amber, red.size());
    text += red.isEmpty() ? "." : ": " + titles(red) + ".";
    return absent == 0 ? text : text + " Not applicable to these data: %d.".formatted(absent);
  }

  private static String titles(List<Figure> figures) {
    List<String> titles = new ArrayList<>();
    figures.stream().limit(NAMED).forEach(figure -> titles.add(figure.definition().title()));
    if (figures.size() > NAMED) {
      titles.add("%d more".formatted(figures.size() - NAMED));
    }
    return String.join("; ", titles);
  }
}
