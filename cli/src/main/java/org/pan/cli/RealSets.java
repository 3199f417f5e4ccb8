package org.pan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Dataset;
import org.pan.sequences.Split;

/** Real patients to judge by and perhaps those a generator learnt from, each a data set's own. */
final class RealSets implements AutoCloseable {

  private final List<Dataset> open = new ArrayList<>();
  private final List<Dataset> views = new ArrayList<>();

  private RealSets() {}

  /**
   * Opens them; closes what is open if one cannot be.
   *
   * @param realSplit the split to take; all patients where it is null
   * @param train null where there are none
   * @throws CommandFailure if a data set has no splits to choose from
   */
  static RealSets open(
      Path real, @Nullable Split realSplit, @Nullable Path train, @Nullable Split trainSplit) {
    RealSets sets = new RealSets();
    try {
      sets.add(real, realSplit);
      if (train != null) {
        sets.add(train, trainSplit);
      }
      return sets;
    } catch (RuntimeException e) {
      sets.close();
      throw e;
    }
  }

  private void add(Path source, @Nullable Split split) {
    Dataset data = Dataset.open(source);
    open.add(data);
    if (split != null && !data.hasSplits()) {
      throw new CommandFailure(
          source
              + ": does not say which patients are "
              + split.medsName()
              + "; give a data set with splits, as pan import writes it, or one for each of --real"
              + " and --train.");
    }
    views.add(split == null ? data : new SplitView(data, split));
  }

  /** The patients to judge by. */
  Dataset held() {
    return views.get(0);
  }

  /** The patients a generator learnt from. */
  Optional<Dataset> learnt() {
    return views.stream().skip(1).findFirst();
  }

  @Override
  public void close() {
    open.forEach(Dataset::close);
  }
}
