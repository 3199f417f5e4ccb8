package org.pan.evaluation;

import java.util.List;
import java.util.stream.Stream;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/**
 * A published analysis that is run again on each set, to see whether synthetic patients lead to the
 * conclusions of real ones. Two are built in; others are found by {@link java.util.ServiceLoader}.
 */
public interface Analysis {

  /** Its name for machines in kebab case: figures are {@code utility.ID-overlap} and so on. */
  String id();

  /** Its name for readers. */
  String title();

  /** Where it was published. */
  String source();

  /** What data must have for it, in words. */
  String needs();

  /**
   * What the analysis finds. The same questions have the same names in all sets.
   *
   * @param timeMode whether times are dates or count from each patient's day zero
   * @param patients their timelines, without the text of events
   * @return the findings, empty if the data do not have what it needs
   */
  List<Finding> findings(TimeMode timeMode, Stream<Timeline> patients);
}
