package org.pan.sequences.encoding;

/**
 * Counts what {@link Encoding#encode(org.pan.sequences.Timeline, EncodingLosses)} could not keep.
 * Not for several threads.
 */
public final class EncodingLosses {
  long skippedEvents;
  long groupedEvents;
  long droppedTexts;
  long droppedNumbers;
  long pulledInNumbers;

  /** Events of unknown codes that no group stands for. */
  public long skippedEvents() {
    return skippedEvents;
  }

  /** Events that became one of a protected group. */
  public long groupedEvents() {
    return groupedEvents;
  }

  /** Events whose text was dropped. */
  public long droppedTexts() {
    return droppedTexts;
  }

  /** Events whose number was dropped, since their code has none in training. */
  public long droppedNumbers() {
    return droppedNumbers;
  }

  /** Events whose number was pulled in. */
  public long pulledInNumbers() {
    return pulledInNumbers;
  }
}
