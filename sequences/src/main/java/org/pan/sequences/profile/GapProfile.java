package org.pan.sequences.profile;

import java.util.List;

/**
 * The time from one event to the next.
 *
 * @param bars shares of gaps by length
 * @param sevenShare share of gaps of one day or more that are a multiple of seven days
 * @param sevenRatio how often gaps up to a year are a multiple of seven days, relative to the days
 *     around those; 1 without a weekly revisit rhythm, NaN where it cannot be said
 */
public record GapProfile(List<Bar> bars, double sevenShare, double sevenRatio) {

  public GapProfile {
    bars = List.copyOf(bars);
  }
}
