package org.pan.sampling;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must or must not have happened in a patient's record, all of it together. Patients are drawn
 * until one meets it, which makes those that do exactly the model's conditional.
 *
 * @param clauses at most {@value #MOST}
 */
public record History(List<Clause> clauses) {

  static final int MOST = 64;

  /** Anything may have happened. */
  public static final History ANY = new History(List.of());

  /**
   * One code.
   *
   * @param code wanted or not
   * @param wanted whether it must be there, or must not
   * @param before only what comes before this day counts: a date, or days in relative time; null
   *     for the whole record
   */
  public record Clause(String code, boolean wanted, @Nullable String before) {

    @Override
    public String toString() {
      return (wanted ? "ever " : "never ") + code + (before == null ? "" : " before " + before);
    }
  }

  public History {
    clauses = List.copyOf(clauses);
    if (clauses.size() > MOST) {
      throw new IllegalArgumentException("A history has at most " + MOST + " clauses.");
    }
  }

  /** The code must be in the record. */
  public History ever(String code) {
    return and(new Clause(code, true, null));
  }

  /** The code must not be in the record. */
  public History never(String code) {
    return and(new Clause(code, false, null));
  }

  /** The code must be in the record before a day. */
  public History everBefore(String code, String day) {
    return and(new Clause(code, true, day));
  }

  /** The code must not be in the record before a day. */
  public History neverBefore(String code, String day) {
    return and(new Clause(code, false, day));
  }

  /** This history and one more clause. */
  public History and(Clause clause) {
    List<Clause> more = new ArrayList<>(clauses);
    more.add(clause);
    return new History(more);
  }
}
