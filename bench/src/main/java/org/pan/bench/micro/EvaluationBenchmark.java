package org.pan.bench.micro;

import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pan.evaluation.Evaluation;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Scores;
import org.pan.sequences.Dataset;
import org.pan.sequences.Split;

/** The figures of an evaluation, those that are computed together at a time. */
@State(Scope.Benchmark)
public class EvaluationBenchmark {

  /** No figure: the sets are read, which all others do too. */
  static final String READING = "reading";

  /** Id of a figure. */
  @Param({READING})
  public String figure;

  private Dataset real;
  private Dataset train;
  private Dataset synthetic;
  private long events;

  /** Reads the sets. */
  @Setup(Level.Trial)
  public void read() {
    Fixture fixture = Fixture.here();
    real = Fixture.read(fixture.holdout());
    train = Fixture.read(fixture.train());
    synthetic = Fixture.read(fixture.synthetic());
    Set<Split> all = Set.of(Split.values());
    events = real.eventCount(all) + train.eventCount(all) + synthetic.eventCount(all);
  }

  /** Computes the figures. */
  @Benchmark
  public Scores score(Work work) {
    work.did(events, 0, EncodingBenchmark.EVENT * events);
    return Evaluation.of(EvaluationConfig.DEFAULT)
        .only(Set.of(figure))
        .score(real, train, Map.of("synthetic", synthetic));
  }
}
