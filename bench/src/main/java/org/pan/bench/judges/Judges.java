package org.pan.bench.judges;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pan.bench.Json;
import org.pan.bench.data.Prepared;
import org.pan.bench.process.Job;
import org.pan.bench.process.Outcome;
import org.pan.bench.process.Watch;
import org.pan.cli.Console;
import org.pan.evaluation.Evaluation;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Family;
import org.pan.evaluation.Figure;
import org.pan.evaluation.Report;
import org.pan.evaluation.Scores;
import org.pan.evaluation.Verdict;
import org.pan.sequences.Dataset;

/** All judges of a comparison. */
public final class Judges {

  private static final String SCORES = "scores.json";
  private static final String REPORT = "report.html";
  private static final Duration LONGEST = Duration.ofHours(1);

  private final EvaluationConfig config;
  private final List<OutsideJudge> outside;
  private final Console console;

  /** Why a judge is not there, by name: once is enough to find out. */
  private final Map<String, String> absent = new HashMap<>();

  public Judges(EvaluationConfig config, List<OutsideJudge> outside, Console console) {
    this.config = config;
    this.outside = List.copyOf(outside);
    this.console = console;
  }

  /**
   * Judges a set; leaves the scores and the report of the evaluation in the folder.
   *
   * @param name of the set
   * @param synthetic where it lies
   * @param drawn the same, open
   * @param folder for what is to be read later
   */
  public Judgement judge(
      String name,
      Prepared data,
      Path synthetic,
      Dataset drawn,
      Path folder,
      Consumer<String> listener)
      throws IOException, InterruptedException {
    Scores scores = scores(name, data, drawn, listener);
    scores.write(folder.resolve(SCORES));
    Report.of(scores).patients(name, drawn).write(folder.resolve(REPORT));
    Judgement own =
        new Judgement(figures(scores, name), chance(scores), verdicts(scores), Map.of(), Map.of());
    return completed(own, data, synthetic, folder, listener);
  }

  /** The same judgement with what those outside judges say who have not said anything yet. */
  public Judgement completed(
      Judgement judgement, Prepared data, Path synthetic, Path folder, Consumer<String> listener)
      throws IOException, InterruptedException {
    Map<String, Map<String, Double>> said = new LinkedHashMap<>(judgement.judges());
    Map<String, String> silent = new LinkedHashMap<>(judgement.silent());
    for (OutsideJudge judge : outside) {
      if (!said.containsKey(judge.name())) {
        silent.remove(judge.name());
        listener.accept(judge.name());
        ask(judge, data, synthetic, folder, said, silent);
      }
    }
    return new Judgement(
        judgement.figures(), judgement.chance(), judgement.verdicts(), said, silent);
  }

  private Scores scores(String name, Prepared data, Dataset drawn, Consumer<String> listener) {
    try (Dataset held = Dataset.open(data.holdout());
        Dataset train = Dataset.open(data.train())) {
      return Evaluation.of(config)
          .listener((step, done, total) -> listener.accept("judging, " + step))
          .score(held, train, Map.of(name, drawn));
    }
  }

  private static Map<String, Double> figures(Scores scores, String name) {
    Map<String, Double> figures = new TreeMap<>();
    for (Figure figure : scores.figures()) {
      figure
          .reading(name)
          .map(reading -> reading.estimate().value())
          .filter(Double::isFinite)
          .ifPresent(value -> figures.put(figure.definition().id(), value));
    }
    return figures;
  }

  private static Map<String, Double> chance(Scores scores) {
    Map<String, Double> chance = new TreeMap<>();
    for (Figure figure : scores.figures()) {
      if (Double.isFinite(figure.chance().value())) {
        chance.put(figure.definition().id(), figure.chance().value());
      }
    }
    return chance;
  }

  private static Map<String, Verdicts> verdicts(Scores scores) {
    Map<String, Verdicts> verdicts = new LinkedHashMap<>();
    for (Family family : Family.values()) {
      List<Verdict> all =
          scores.figures().stream()
              .filter(figure -> figure.definition().family() == family)
              .flatMap(figure -> figure.readings().stream())
              .map(reading -> reading.verdict())
              .filter(verdict -> verdict != Verdict.NONE)
              .toList();
      long good = all.stream().filter(verdict -> verdict == Verdict.GREEN).count();
      verdicts.put(family.name(), new Verdicts(good, all.size()));
    }
    return verdicts;
  }

  private void ask(
      OutsideJudge judge,
      Prepared data,
      Path synthetic,
      Path folder,
      Map<String, Map<String, Double>> said,
      Map<String, String> silent)
      throws IOException, InterruptedException {
    String missing =
        absent.computeIfAbsent(judge.name(), name -> judge.install(console).orElse(""));
    if (!missing.isEmpty()) {
      silent.put(judge.name(), missing);
      return;
    }
    Path log = folder.resolve("judge-" + judge.name() + ".log");
    Path scratch = folder.resolve("judge-" + judge.name());
    Files.createDirectories(scratch);
    List<String> command = judge.command(data, synthetic, scratch);
    Outcome outcome = Watch.run(new Job(command, Map.of(), log, LONGEST, LONGEST), usage -> {});
    if (!outcome.succeeded()) {
      silent.put(judge.name(), outcome.fault());
      return;
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    lastObject(Files.readString(log)).ifPresent(object -> collect("", object, figures));
    if (figures.isEmpty()) {
      silent.put(judge.name(), "printed no JSON object of numbers");
    } else {
      said.put(judge.name(), figures);
    }
  }

  /** The JSON object that a program printed last: from a line that begins one to the end. */
  private static Optional<JsonNode> lastObject(String printed) {
    String text = "\n" + printed;
    for (int at = text.lastIndexOf("\n{"); at >= 0; at = text.lastIndexOf("\n{", at - 1)) {
      Optional<JsonNode> object = Json.tree(text.substring(at + 1));
      if (object.isPresent()) {
        return object;
      }
    }
    return Optional.empty();
  }

  private static void collect(String name, JsonNode node, Map<String, Double> figures) {
    if (node.isNumber()) {
      figures.put(name, node.asDouble());
    }
    node.properties()
        .forEach(
            field ->
                collect(
                    name.isEmpty() ? field.getKey() : name + " / " + field.getKey(),
                    field.getValue(),
                    figures));
  }
}
