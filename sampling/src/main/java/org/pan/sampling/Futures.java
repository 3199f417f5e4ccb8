package org.pan.sampling;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.pan.sampling.internal.Draft;
import org.pan.sampling.internal.Past;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.Encoding;

/** The drafts of some futures of each record. */
final class Futures implements Iterator<Draft> {

  /** What of a record is given. */
  interface Given {
    Past of(Timeline record, long number);
  }

  private final Encoding encoding;
  private final Iterator<Timeline> records;
  private final int futures;
  private final Given given;
  private long number;
  private int left;
  private @Nullable Draft draft;

  Futures(Encoding encoding, Iterator<Timeline> records, int futures, Given given) {
    this.encoding = encoding;
    this.records = records;
    this.futures = futures;
    this.given = given;
  }

  @Override
  public boolean hasNext() {
    return left > 0 || records.hasNext();
  }

  @Override
  public Draft next() {
    Draft current = draft;
    if (left == 0 || current == null) {
      Past past = given.of(records.next(), number++);
      current = new Draft(past.condition(encoding), past);
      draft = current;
      left = futures;
    }
    left--;
    return current;
  }
}
