package org.pan.sequences.testing;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pan.sequences.Dataset;
import org.pan.sequences.Schema;
import org.pan.sequences.Split;
import org.pan.sequences.Timeline;

/** Timelines in memory, all of them {@link Split#TRAIN}. */
public final class ListDataset implements Dataset {

  private final Schema schema;
  private final List<Timeline> timelines;

  public ListDataset(Schema schema, List<Timeline> timelines) {
    this.schema = schema;
    this.timelines = List.copyOf(timelines);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long subjectCount(Set<Split> splits) {
    return splits.contains(Split.TRAIN) ? timelines.size() : 0;
  }

  @Override
  public long eventCount(Set<Split> splits) {
    return timelines(splits).mapToLong(timeline -> timeline.events().size()).sum();
  }

  @Override
  public boolean hasSplits() {
    return false;
  }

  @Override
  public Stream<Timeline> timelines(Set<Split> splits) {
    return splits.contains(Split.TRAIN) ? timelines.stream() : Stream.empty();
  }

  @Override
  public void close() {}
}
