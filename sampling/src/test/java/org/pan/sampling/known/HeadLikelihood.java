package org.pan.sampling.known;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.pan.model.Pan;
import org.pan.model.Scorer;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicLikelihood;
import org.pan.sequences.testing.ClinicLikelihood.Head;

/**
 * Nats an event of a model and of the process itself, head by head, on the same fresh patients: the
 * mean of the process's own is its entropy, and the same patients for both take the sampling error
 * out of the difference.
 */
final class HeadLikelihood {

  private HeadLikelihood() {}

  /**
   * A figure of each head.
   *
   * @param tolerance how far the model may be from the process, as a share
   */
  static List<Figure> of(Clinic clinic, Pan pan, int patients, double tolerance) {
    List<Timeline> fresh = clinic.timelines(patients, 9_000).toList();
    List<Scorer.Score> scores = Scorer.of(pan).score(fresh.stream()).toList();
    List<ClinicLikelihood> truth = fresh.stream().parallel().map(clinic::logLikelihood).toList();
    double events = truth.stream().mapToInt(ClinicLikelihood::events).sum();
    Map<String, ToDoubleFunction<ClinicLikelihood>> parts =
        Map.of(
            "static", t -> t.statics() + t.window(),
            "when", t -> t.sum(Head.DAY),
            "time", t -> t.sum(Head.TIME_OF_DAY),
            "code", t -> t.sum(Head.STAY) + t.sum(Head.CODE),
            "value", t -> t.sum(Head.VALUE));
    List<Figure> figures = new ArrayList<>();
    for (org.pan.model.Head head : pan.heads()) {
      ToDoubleFunction<ClinicLikelihood> part = parts.get(head.name());
      if (part == null) {
        throw new IllegalStateException("The clinic has nothing to say of the head " + head.name());
      }
      double model =
          -scores.stream().mapToDouble(s -> s.logLikelihood().getOrDefault(head.name(), 0.0)).sum()
              / events;
      double entropy = -truth.stream().mapToDouble(part).sum() / events;
      figures.add(
          Figure.near(
              "nats an event, " + head.name(), model, entropy, tolerance * Math.abs(entropy)));
    }
    return figures;
  }
}
