package org.pan.bench.micro;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;

/** Patients drawn from an endless stream, as many side by side as usual. */
@State(Scope.Benchmark)
public class SamplingBenchmark {

  /** Rows over which the sampler reads a head's weights once. */
  private static final double TILE = 128;

  private Pan pan;
  private Stream<Timeline> stream;
  private Iterator<Timeline> drawn;
  private double eventFlop;
  private double eventBytes;

  /** Opens the stream, and counts how many rows of each head an event takes. */
  @Setup(Level.Trial)
  public void open() {
    Fixture fixture = Fixture.here();
    pan = Pan.load(fixture.model());
    List<EncodedTimeline> before =
        Fixture.read(fixture.synthetic()).timelines().map(pan.encoding()::encode).toList();
    double events = before.stream().mapToInt(EncodedTimeline::size).sum();
    Replay replay = new Replay(pan);
    for (Head head : pan.heads()) {
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 1024);
      before.forEach(timeline -> replay.rows(timeline, head, rows, new SplittableRandom(1)));
      HeadCost cost = HeadCost.of(head);
      double rowsAnEvent = rows.size() / events;
      eventFlop += rowsAnEvent * cost.rowFlop();
      eventBytes += rowsAnEvent * (cost.rowBytes() + cost.layerBytes() / TILE);
    }
    stream = Sampler.of(pan, SamplingConfig.DEFAULT).sample(Long.MAX_VALUE);
    drawn = stream.iterator();
    generation();
  }

  /** As many patients as are drawn side by side; the first of them end about together. */
  private long generation() {
    long events = 0;
    for (int i = 0; i < SamplingConfig.DEFAULT.slots(); i++) {
      events += drawn.next().events().size();
    }
    return events;
  }

  /** Draws the next patients. */
  @Benchmark
  public long draw(Work work) {
    long events = generation();
    work.did(events, Math.round(eventFlop * events), Math.round(eventBytes * events));
    return events;
  }

  /** Frees the model. */
  @TearDown(Level.Trial)
  public void close() {
    stream.close();
    pan.close();
  }
}
