package org.pan.model.constraints;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.pan.sequences.DataException;

/**
 * The constraints a model has learnt, or those of them that are kept.
 *
 * @param all in order of kind and code
 */
public record Constraints(List<Constraint> all) {

  /** Nothing is constrained. */
  public static final Constraints NONE = new Constraints(List.of());

  public Constraints {
    all = List.copyOf(all);
  }

  /** The kinds there are, which stand for all constraints of that kind. */
  public static final List<String> KINDS =
      List.of(
          "end",
          "once",
          "after",
          "only",
          "needs",
          "again",
          "with",
          "daily",
          "gap",
          "together",
          "kept",
          "lasting");

  /** The kind of a constraint, one of {@link #KINDS}. */
  public static String kind(Constraint constraint) {
    return constraint.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * These without some.
   *
   * @param names names of constraints, or kinds
   * @throws DataException if one is neither
   */
  public Constraints without(Collection<String> names) {
    Set<String> unknown = new TreeSet<>(names);
    unknown.removeAll(KINDS);
    all.forEach(constraint -> unknown.remove(constraint.name()));
    if (!unknown.isEmpty()) {
      throw new DataException(
          "The model has no constraint \""
              + unknown.iterator().next()
              + "\": pan inspect lists those it has; "
              + String.join(", ", KINDS)
              + " stand for all of a kind.");
    }
    return new Constraints(
        all.stream().filter(c -> !names.contains(c.name()) && !names.contains(kind(c))).toList());
  }

  /** The codes after which nothing comes. */
  public BitSet ends() {
    return codes(Constraint.End.class);
  }

  /** The codes that come at most once. */
  public BitSet once() {
    return codes(Constraint.Once.class);
  }

  private BitSet codes(Class<? extends Constraint> kind) {
    BitSet codes = new BitSet();
    all.stream().filter(kind::isInstance).forEach(c -> codes.set(c.code()));
    return codes;
  }
}
