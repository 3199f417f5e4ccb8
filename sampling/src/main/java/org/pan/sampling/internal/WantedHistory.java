package org.pan.sampling.internal;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.pan.model.memory.Days;
import org.pan.sampling.Acceptance;
import org.pan.sampling.History;
import org.pan.sequences.DataException;
import org.pan.sequences.encoding.Encoding;

/**
 * Whether patients meet a {@link History}, told as early as it can be told; and how many did.
 * Giving up those who cannot meet it any more is rejection sampling, only sooner.
 */
public final class WantedHistory {

  /** So many patients drawn for one accepted are too many. */
  private static final long MOST_DRAWS = 50_000;

  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final boolean[] wanted;
  private final int[] before;
  private final boolean[][] codes;
  private final String text;
  private final AtomicLong drawn = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();

  /**
   * @throws DataException if a code is not known, a day is none, or the clauses contradict each
   *     other
   */
  public WantedHistory(History history, Encoding encoding) {
    List<History.Clause> clauses = history.clauses();
    int n = clauses.size();
    wanted = new boolean[n];
    before = new int[n];
    codes = new boolean[n][encoding.codes().size()];
    text = String.join(", ", clauses.stream().map(History.Clause::toString).toList());
    for (int c = 0; c < n; c++) {
      History.Clause clause = clauses.get(c);
      wanted[c] = clause.wanted();
      before[c] = clause.before() == null ? NO_LIMIT : encoding.day(clause.before());
      for (int id : encoding.codeIds(clause.code())) {
        codes[c][id] = true;
      }
    }
    checkContradictions(clauses);
  }

  private void checkContradictions(List<History.Clause> clauses) {
    for (int a = 0; a < wanted.length; a++) {
      for (int b = 0; b < wanted.length; b++) {
        boolean same = Arrays.equals(codes[a], codes[b]);
        if (same && wanted[a] && !wanted[b] && before[b] >= before[a]) {
          throw new DataException(
              "The wanted history contradicts itself: "
                  + clauses.get(a)
                  + " and "
                  + clauses.get(b)
                  + ".");
        }
      }
    }
  }

  boolean any() {
    return wanted.length > 0;
  }

  /** One more patient is begun. */
  void begun() {
    if (drawn.incrementAndGet() > MOST_DRAWS * (accepted.get() + 1)) {
      throw new DataException(
          "Of %,d patients drawn %,d met \"%s\": the model gives it hardly any chance. Ask for less."
              .formatted(drawn.get() - 1, accepted.get(), text));
    }
  }

  /** Takes note of the events since the last call; false once the history cannot be met. */
  boolean canBeMet(Slot slot) {
    for (; slot.looked < slot.size(); slot.looked++) {
      int day = Days.of(slot.time(slot.looked));
      int code = slot.code(slot.looked);
      for (int c = 0; c < wanted.length; c++) {
        if (codes[c][code] && day < before[c]) {
          slot.met |= 1L << c;
        }
      }
    }
    int today = slot.size() == 0 ? Integer.MIN_VALUE : Days.of(slot.time(slot.size() - 1));
    for (int c = 0; c < wanted.length; c++) {
      boolean met = (slot.met >> c & 1) != 0;
      boolean tooLate = slot.done || today >= before[c];
      if (wanted[c] ? !met && tooLate : met) {
        return false;
      }
    }
    return true;
  }

  /** A patient who is whole has met it. */
  void accepted() {
    accepted.incrementAndGet();
  }

  /** How many were drawn and met it so far; may be asked from another thread. */
  public Acceptance acceptance() {
    return new Acceptance(drawn.get(), accepted.get());
  }
}
