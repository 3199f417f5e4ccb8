package org.pan.model.memory;

/**
 * What a memory keeps, fitted to training data and then frozen.
 *
 * @param calendar whether times are absolute, so that weekday, season and date mean something
 * @param timed whether the resolution is finer than a day
 * @param firstDay first day of the training records, in days since the epoch or since day zero
 * @param lastDay last day of the training records
 * @param dateKnots days that divide the training events into parts of equal size, ascending; none
 *     without a calendar
 * @param halfLifeDays half-lives of the decayed rates, in days
 * @param recencyDays time constant of the decay since a code was last seen, in days
 * @param briefDays usual time between two moments of one day, in days; 0 where most days have but
 *     one, or codes are many
 * @param codes number of codes V
 * @param tracked codes with features of their own
 * @param trackedNumbers codes whose values have features of their own
 * @param series codes with long regular series, which get lags and the level of a year ago
 * @param embedding [V][E] frozen spectral embedding of codes, or [0][0] where every code is tracked
 * @param commonDays days of relative time on which many subjects have an event, ascending; none
 *     with a calendar
 * @param anchors names of the common days and of the declared dates, in that order
 * @param dates which dates have an effect of their own
 * @param recurrences codes that come back after a fixed number of days
 * @param indications what codes wait for
 * @param eras between which the rate of visits changes abruptly
 */
public record MemoryLayout(
    boolean calendar,
    boolean timed,
    int firstDay,
    int lastDay,
    int[] dateKnots,
    double[] halfLifeDays,
    double recencyDays,
    double briefDays,
    int codes,
    int[] tracked,
    int[] trackedNumbers,
    int[] series,
    float[][] embedding,
    int[] commonDays,
    String[] anchors,
    DateIndex dates,
    Recurrences recurrences,
    Indications indications,
    Eras eras) {

  /** Whether it is usual to come several times a day, so that hours matter. */
  public boolean intraday() {
    return briefDays > 0;
  }

  /** A length of time in usual times between two moments of one day. */
  double lapses(double days) {
    return days / briefDays;
  }

  /** Whether the memory holds of every code when it was seen: no embedding sums them up. */
  public boolean tracksAll() {
    return embeddingWidth() == 0;
  }

  /** Width of the embedding; 0 where there is none. */
  public int embeddingWidth() {
    return embedding.length == 0 ? 0 : embedding[0].length;
  }
}
