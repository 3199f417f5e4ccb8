package org.pan.model.memory;

/**
 * Numbers the dates that many subjects share, so that an effect of the date can be learnt: by day
 * where a date is seen often, else by week or month. Id 0 stands for any other date.
 *
 * @param firstDay first day of the first numbered date
 * @param step days a number covers
 * @param count how many numbers there are, 0 for none
 */
public record DateIndex(int firstDay, int step, int count) {

  /** No effect of the date. */
  public static final DateIndex NONE = new DateIndex(0, 1, 0);

  /** The number of ids, id 0 included. */
  public int ids() {
    return count + 1;
  }

  /** The id of a day. */
  public int id(int day) {
    int index = Math.floorDiv(day - firstDay, step);
    return index >= 0 && index < count ? index + 1 : 0;
  }
}
