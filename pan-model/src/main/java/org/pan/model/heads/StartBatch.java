package org.pan.model.heads;

import org.pan.model.Rows;
import org.pan.model.memory.Days;

/** What came of the rows of a batch of {@link StartHead}, and what could have. */
final class StartBatch {

  final float[] shares;
  final long[] distance;
  final long[] order;
  final long[] outcome;
  final long[] segment;
  final float[] density;
  final long[] weekday;
  final float[] landed;
  final float[] open;
  final long[] dateSegment;
  final float[] isDate;
  private final StartOutcomes outcomes;
  private final StartOutcomes.Possible possible;
  private final int anchors;
  private final int segments;

  /**
   * @param density where the log-density of what came stands among the floats of a row
   */
  StartBatch(Rows rows, StartOutcomes outcomes, int density) {
    this.outcomes = outcomes;
    this.possible = outcomes.new Possible();
    this.anchors = outcomes.anchors();
    this.segments = outcomes.crossings().segments();
    int classes = outcomes.classes();
    int n = rows.size();
    shares = new float[n * outcomes.size() * segments];
    distance = new long[n * classes];
    order = new long[n * anchors];
    outcome = new long[n];
    segment = new long[n];
    this.density = new float[n];
    weekday = new long[n];
    landed = new float[n];
    open = new float[n * StartOutcomes.WEEKDAYS];
    dateSegment = new long[n * anchors];
    isDate = new float[n * anchors];
    for (int r = 0; r < n; r++) {
      possible.of(rows, r);
      possible.fill(shares, r * outcomes.size() * segments);
      possible.ahead().write(order, r * anchors);
      outcomes.fillDistance(possible.end(), distance, r * classes);
      this.density[r] = rows.floats()[r * rows.floatWidth() + density];
      fill(r, outcomes.day(rows, r));
    }
  }

  private void fill(int r, int day) {
    int k = outcomes.classOf(day);
    outcome[r] = k;
    segment[r] = day == StartHead.NONE ? possible.ahead().last() : possible.segmentOf(day);
    boolean onDate = false;
    for (int a = 0; a < anchors; a++) {
      boolean same = day != StartHead.NONE && possible.date(a) == day;
      onDate |= same;
      isDate[r * anchors + a] = same ? 0 : SetLikelihood.OUT;
      dateSegment[r * anchors + a] = same ? possible.ahead().segment(day) : 0;
    }
    if (onDate && !outcomes.isShown(day)) {
      density[r] = SetLikelihood.OUT; // then it came as a date
    }
    open(r, k, onDate);
    if (day != StartHead.NONE) {
      weekday[r] = Days.weekday(day);
      landed[r] = 1;
      StartOutcomes.fillWeekdays(possible.end(), Days.week(day), open, r * StartOutcomes.WEEKDAYS);
      int w = r * StartOutcomes.WEEKDAYS + Days.weekday(day);
      open[w] = Math.max(open[w], SetLikelihood.CLOSED);
    }
  }

  /** What came although nothing was open is surprising, but finite. */
  private void open(int r, int k, boolean onDate) {
    int at = (r * outcomes.size() + k) * segments;
    float share = 0;
    for (int s = 0; s < segments; s++) {
      share += shares[at + s];
    }
    if (share > 0) {
      return;
    }
    if (onDate) {
      density[r] = SetLikelihood.OUT;
    } else {
      shares[at + (int) segment[r]] = (float) Math.exp(SetLikelihood.CLOSED);
      density[r] += SetLikelihood.CLOSED;
    }
  }
}
