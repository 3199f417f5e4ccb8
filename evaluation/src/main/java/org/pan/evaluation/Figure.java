package org.pan.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One figure of all synthetic sets, beside what chance alone gives.
 *
 * @param definition what it is
 * @param readings its value in each synthetic set, in their order; empty if it does not apply
 * @param chance the same figure for one more real sample, as large as the largest synthetic set, in
 *     its place; each reading has that of its own size
 * @param real with {@link Goal#REAL} the value in the real data, else NaN
 * @param support what it rests on
 * @param charts what to draw beside it
 * @param note what to know of it, or why it does not apply; may be empty
 */
public record Figure(
    Definition definition,
    List<Reading> readings,
    Estimate chance,
    double real,
    Support support,
    List<Chart> charts,
    String note) {

  /**
   * How much data a figure rests on.
   *
   * @param subjects real patients
   * @param events real events
   */
  public record Support(long subjects, long events) {}

  public Figure {
    readings = List.copyOf(readings);
    charts = List.copyOf(charts);
  }

  /** A figure that does not apply, and why. */
  public static Figure missing(Definition definition, String why) {
    return new Figure(
        definition, List.of(), Estimate.NONE, Double.NaN, new Support(0, 0), List.of(), why);
  }

  /** The reading of that synthetic set, if there is one. */
  public Optional<Reading> reading(String set) {
    return readings.stream().filter(reading -> reading.set().equals(set)).findFirst();
  }

  /** The same with one more chart. */
  public Figure with(Chart chart) {
    List<Chart> more = new ArrayList<>(charts);
    more.add(chart);
    return new Figure(definition, readings, chance, real, support, more, note);
  }

  /** The same with a note, after the one there may be. */
  public Figure noting(String more) {
    String both = note.isEmpty() ? more : note + " " + more;
    return new Figure(definition, readings, chance, real, support, charts, both);
  }
}
