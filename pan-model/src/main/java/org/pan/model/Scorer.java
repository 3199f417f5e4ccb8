package org.pan.model;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.pan.model.heads.StaticHead;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Gives the exact log-likelihood of timelines, by head. What the encoding leaves out (unseen codes,
 * texts) takes no part; the summaries sampled first count with the static fields.
 */
public final class Scorer {

  private static final int CHUNK = 64;
  private static final int TILE = 2048;

  private final Pan pan;
  private final Replay replay;

  private Scorer(Pan pan) {
    this.pan = pan;
    this.replay = new Replay(pan);
  }

  public static Scorer of(Pan pan) {
    return new Scorer(pan);
  }

  /**
   * The score of one subject.
   *
   * @param subject as read
   * @param events events scored
   * @param logLikelihood nats by head, negative or, where numbers are continuous, of any sign
   */
  public record Score(String subject, int events, Map<String, Double> logLikelihood) {

    public Score {
      logLikelihood = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(logLikelihood));
    }

    /** Nats over all heads. */
    public double total() {
      return logLikelihood.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /** Scores timelines lazily, in their order. */
  public Stream<Score> score(Stream<Timeline> timelines) {
    Iterator<Timeline> source = timelines.iterator();
    Iterator<List<Score>> chunks =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return source.hasNext();
          }

          @Override
          public List<Score> next() {
            List<EncodedTimeline> chunk = new ArrayList<>();
            while (source.hasNext() && chunk.size() < CHUNK) {
              chunk.add(pan.encoding().encode(source.next()));
            }
            return scoreEncoded(chunk);
          }
        };
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(chunks, Spliterator.ORDERED), false)
        .flatMap(List::stream)
        .onClose(timelines::close);
  }

  /** Scores encoded timelines. */
  public List<Score> scoreEncoded(List<EncodedTimeline> timelines) {
    List<Map<String, Double>> sums = new ArrayList<>();
    timelines.forEach(t -> sums.add(new LinkedHashMap<>()));
    for (Head head : pan.heads()) {
      double[] nats =
          head.carried() > 0 ? recurrent(head, timelines) : independent(head, timelines);
      for (int t = 0; t < timelines.size(); t++) {
        double density = head instanceof StaticHead ? pan.inputs().logDensity(timelines.get(t)) : 0;
        sums.get(t).put(head.name(), density - nats[t]);
      }
    }
    List<Score> scores = new ArrayList<>();
    for (int t = 0; t < timelines.size(); t++) {
      scores.add(new Score(timelines.get(t).subject(), timelines.get(t).size(), sums.get(t)));
    }
    return scores;
  }

  private double[] independent(Head head, List<EncodedTimeline> timelines) {
    double[] nats = new double[timelines.size()];
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), TILE);
    List<Integer> owners = new ArrayList<>();
    for (int t = 0; t < timelines.size(); t++) {
      replay.rows(timelines.get(t), head, rows, null);
      while (owners.size() < rows.size()) {
        owners.add(t);
      }
      if (rows.size() >= TILE || t == timelines.size() - 1) {
        add(head, rows, 1, owners, nats);
        rows.clear();
        owners.clear();
      }
    }
    return nats;
  }

  private double[] recurrent(Head head, List<EncodedTimeline> timelines) {
    double[] nats = new double[timelines.size()];
    for (int t = 0; t < timelines.size(); t++) {
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 256);
      replay.rows(timelines.get(t), head, rows, null);
      if (rows.size() > 0) {
        add(head, rows, rows.size(), java.util.Collections.nCopies(rows.size(), t), nats);
      }
    }
    return nats;
  }

  private void add(Head head, Rows rows, int steps, List<Integer> owners, double[] nats) {
    if (rows.size() == 0) {
      return;
    }
    try (NDManager scope = pan.newManager()) {
      float[] each = head.nll(scope, rows, steps, null, false).rows().toFloatArray();
      for (int r = 0; r < each.length; r++) {
        nats[owners.get(r)] += each[r];
      }
    }
  }
}
