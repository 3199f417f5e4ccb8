package org.pan.bench.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Evaluation;

/**
 * A benchmark to run.
 *
 * @param area part of PAN it belongs to
 * @param name what is done
 * @param unit what is counted
 * @param type class of the benchmark
 * @param method its method
 * @param parameters of the class
 */
record Case(
    String area,
    String name,
    String unit,
    Class<?> type,
    String method,
    Map<String, String> parameters) {

  /** The area of what the machine can do at most. */
  static final String MACHINE = "machine";

  private static final String EVENT = "event";
  private static final String ROW = "row";

  /** Its area and name. */
  String title() {
    return area + ": " + name;
  }

  /** What the machine can do at most. */
  static List<Case> machine() {
    List<Case> cases = new ArrayList<>();
    for (int size : new int[] {256, 512, 1024, 2048}) {
      cases.add(
          new Case(
              MACHINE,
              "sgemm %d x %d".formatted(size, size),
              "product",
              PeakBenchmark.class,
              "product",
              Map.of("size", String.valueOf(size))));
    }
    cases.add(
        new Case(MACHINE, "memory, y += x", "number", PeakBenchmark.class, "memory", Map.of()));
    return cases;
  }

  /**
   * The hot paths of PAN.
   *
   * @param heads names of the heads of the model
   */
  static List<Case> hotPaths(List<String> heads) {
    List<Case> cases = new ArrayList<>();
    cases.add(of("import", "tables to MEDS", EVENT, ImportBenchmark.class, "run"));
    cases.add(of("encoding", "fit", EVENT, EncodingBenchmark.class, "fit"));
    cases.add(of("encoding", "encode", EVENT, EncodingBenchmark.class, "encode"));
    cases.add(of("encoding", "decode", EVENT, EncodingBenchmark.class, "decode"));
    heads.forEach(head -> cases.add(ofHead(head, "rows")));
    heads.forEach(head -> cases.add(ofHead(head, "likelihood")));
    heads.forEach(head -> cases.add(ofHead(head, "outputs")));
    heads.forEach(head -> cases.add(ofHead(head, "train")));
    cases.add(of("sampling", "draw", EVENT, SamplingBenchmark.class, "draw"));
    cases.add(ofFigure("reading", EvaluationBenchmark.READING));
    for (List<Definition> together : Evaluation.figures()) {
      Definition first = together.get(0);
      cases.add(ofFigure(first.id(), first.id()));
    }
    return cases;
  }

  private static Case of(String area, String name, String unit, Class<?> type, String method) {
    return new Case(area, name, unit, type, method, Map.of());
  }

  private static Case ofHead(String head, String method) {
    String area =
        switch (method) {
          case "rows" -> "memory";
          case "train" -> "training step";
          case "outputs" -> "sampling step";
          default -> method;
        };
    return new Case(area, head, ROW, HeadBenchmark.class, method, Map.of("head", head));
  }

  private static Case ofFigure(String name, String figure) {
    return new Case(
        "evaluation", name, EVENT, EvaluationBenchmark.class, "score", Map.of("figure", figure));
  }
}
