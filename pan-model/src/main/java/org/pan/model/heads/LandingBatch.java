package org.pan.model.heads;

import java.util.Arrays;
import org.pan.model.Rows;
import org.pan.model.memory.Eras;

/**
 * What the rows of a batch pass over and land on, as indices into the tables of rates and their
 * sums. Wide gap classes are cut into pieces at the first days of the eras, so that one rate holds
 * for the whole of a piece.
 */
final class LandingBatch {

  private static final int SINGLE = GapClasses.SINGLE;
  private static final int WIDES = GapClasses.WIDES;

  final int pieces;
  final long[] singleIndex;
  final long[] singleWeekday;
  final long[] singleEra;
  final float[] singleShare;
  final long[] edgeIndex;
  final long[] pieceClass;
  final long[] pieceEra;
  final long[] landingIndex;
  final long[] landingClass;
  final long[] landingWeekday;
  final long[] landingEra;
  final float[] landingLogShare;
  final float[] rangeDays;
  final float[] rangeLanding;
  final float[] choiceMask;
  final float[] isEnd;
  final float[] isLater;
  private final LandingRow layout;
  private final Eras eras;
  private final DayRanges days;
  private final int[] edges;

  LandingBatch(Rows rows, LandingRow layout, Eras eras) {
    this.layout = layout;
    this.eras = eras;
    this.days = new DayRanges(layout.dates());
    int n = rows.size();
    pieces = WIDES + eras.count() - 1;
    edges = new int[pieces + 1];
    singleIndex = new long[n * SINGLE];
    singleWeekday = new long[n * SINGLE];
    singleEra = new long[n * SINGLE];
    singleShare = new float[n * SINGLE];
    edgeIndex = new long[n * (pieces + 1) * 7];
    pieceClass = new long[n * pieces];
    pieceEra = new long[n * pieces];
    landingIndex = new long[n];
    landingClass = new long[n];
    landingWeekday = new long[n];
    landingEra = new long[n];
    landingLogShare = new float[n];
    rangeDays = new float[n * days.count()];
    rangeLanding = new float[n * days.count()];
    choiceMask = new float[n * LandingHazard.CHOICES];
    isEnd = new float[n];
    isLater = new float[n];
    for (int r = 0; r < n; r++) {
      fillChoices(rows, r);
      fillSingles(rows, r);
      fillPieces(rows, r);
      fillLanding(rows, r);
      fillRanges(rows, r);
    }
  }

  private void fillChoices(Rows rows, int r) {
    isLater[r] = layout.lands(rows, r) ? 1 : 0;
    isEnd[r] = 1 - isLater[r];
    int at = r * LandingHazard.CHOICES;
    choiceMask[at + LandingHazard.ENDS] = layout.openEnd(rows, r) ? 0 : SetLikelihood.OUT;
  }

  private void fillSingles(Rows rows, int r) {
    int today = layout.today(rows, r);
    int passed = layout.limit(rows, r) - today;
    for (int c = 0; c < SINGLE; c++) {
      int day = today + c;
      int at = r * SINGLE + c;
      singleIndex[at] = layout.rateIndex(rows, r, day);
      singleWeekday[at] = LandingHazard.weekday(day, c);
      singleEra[at] = eras.of(day);
      singleShare[at] = c >= passed ? 0 : c == 0 ? (float) layout.left(rows, r) : 1;
    }
  }

  /** Pieces beyond what is passed are empty. */
  private void fillPieces(Rows rows, int r) {
    int today = layout.today(rows, r);
    long limit = layout.limit(rows, r);
    for (int c = 0; c <= WIDES; c++) {
      edges[c] = (int) Math.min(limit, (long) today + GapClasses.from(c));
    }
    int k = WIDES;
    for (int start : eras.starts()) {
      edges[++k] = (int) Math.min(limit, Math.max(edges[0], start));
    }
    Arrays.sort(edges);
    for (int p = 0; p <= pieces; p++) {
      for (int w = 0; w < 7; w++) {
        edgeIndex[(r * (pieces + 1) + p) * 7 + w] = layout.sumIndex(rows, r, edges[p], w);
      }
    }
    for (int p = 0; p < pieces; p++) {
      pieceClass[r * pieces + p] = Math.max(SINGLE, GapClasses.of(edges[p] - today));
      pieceEra[r * pieces + p] = eras.of(edges[p]);
    }
  }

  private void fillLanding(Rows rows, int r) {
    if (isLater[r] == 0) {
      landingIndex[r] = layout.rateIndex(rows, r, layout.today(rows, r));
      return;
    }
    int day = layout.outcome(rows, r);
    int gap = day - layout.today(rows, r);
    landingIndex[r] = layout.rateIndex(rows, r, day);
    landingClass[r] = GapClasses.of(gap);
    landingWeekday[r] = LandingHazard.weekday(day, gap);
    landingEra[r] = eras.of(day);
    landingLogShare[r] = gap == 0 ? (float) Math.log(Math.max(1e-3, layout.left(rows, r))) : 0;
  }

  private void fillRanges(Rows rows, int r) {
    layout.ranges(rows, r, days);
    int today = layout.today(rows, r);
    int gap = layout.outcome(rows, r) - today;
    for (int range = 0; range < days.count(); range++) {
      int at = r * days.count() + range;
      rangeDays[at] = days.daysIn(range, 1, layout.limit(rows, r) - today);
      rangeLanding[at] = isLater[r] == 1 && gap > 0 && days.holds(range, gap) ? 1 : 0;
    }
  }
}
