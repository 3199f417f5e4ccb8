package org.pan.bench.micro;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pan.model.Pan;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.EncodingConfig;
import org.pan.sequences.testing.ListDataset;

/** Timelines to integers and back. */
@State(Scope.Benchmark)
public class EncodingBenchmark {

  /** Bytes of an event: time, code and number. */
  static final int EVENT = 8 + 4 + 8;

  private ListDataset data;
  private List<Timeline> timelines;
  private List<EncodedTimeline> encoded;
  private Encoding encoding;
  private long events;
  private int next;

  /** Reads patients and their encoding. */
  @Setup(Level.Trial)
  public void read() {
    Fixture fixture = Fixture.here();
    data = Fixture.read(fixture.train());
    timelines = data.timelines().toList();
    try (Pan pan = Pan.load(fixture.model())) {
      encoding = pan.encoding();
    }
    encoded = timelines.stream().map(encoding::encode).toList();
    events = encoded.stream().mapToLong(EncodedTimeline::size).sum();
  }

  /** Encodes a timeline. */
  @Benchmark
  public EncodedTimeline encode(Work work) {
    Timeline timeline = timelines.get(next++ % timelines.size());
    long count = timeline.events().size();
    work.did(count, 0, 2 * EVENT * count);
    return encoding.encode(timeline);
  }

  /** Decodes a timeline. */
  @Benchmark
  public Timeline decode(Work work) {
    EncodedTimeline one = encoded.get(next++ % encoded.size());
    work.did(one.size(), 0, 2L * EVENT * one.size());
    return encoding.decode(one, "1");
  }

  /** Fits an encoding, which goes over the timelines twice. */
  @Benchmark
  public Encoding fit(Work work) {
    work.did(events, 0, 2 * EVENT * events);
    return Encoding.fit(data.schema(), timelines::stream, EncodingConfig.DEFAULT);
  }
}
