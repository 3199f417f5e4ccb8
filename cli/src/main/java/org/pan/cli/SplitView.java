package org.pan.cli;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.pan.sequences.Dataset;
import org.pan.sequences.Schema;
import org.pan.sequences.Split;
import org.pan.sequences.Timeline;

/**
 * The subjects of one split, as a data set of their own.
 *
 * @param all what it is a part of; closing the part leaves it open
 */
record SplitView(Dataset all, Split split) implements Dataset {

  private Set<Split> within(Set<Split> splits) {
    return splits.contains(split) ? EnumSet.of(split) : EnumSet.noneOf(Split.class);
  }

  @Override
  public Schema schema() {
    return all.schema();
  }

  @Override
  public long subjectCount(Set<Split> splits) {
    return all.subjectCount(within(splits));
  }

  @Override
  public long eventCount(Set<Split> splits) {
    return all.eventCount(within(splits));
  }

  @Override
  public boolean hasSplits() {
    return true;
  }

  @Override
  public Stream<Timeline> timelines(Set<Split> splits) {
    return all.timelines(within(splits));
  }

  @Override
  public void close() {}
}
