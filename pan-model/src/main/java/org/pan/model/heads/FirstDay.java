package org.pan.model.heads;

import java.util.Arrays;
import org.pan.sequences.encoding.NumberCoding;

/**
 * How the day of the first event is coded where the start of observation is not known.
 *
 * @param coding of the day, or of its week where there is a calendar
 * @param distances ascending borders of classes of the days from it to the end of observation: many
 *     where many records are that long, so that a longest record, which a study that begins on one
 *     date makes, is a border too
 */
public record FirstDay(NumberCoding coding, int[] distances) {

  private static final int CLASSES = 128;

  /** Fits the classes of distances so that all have about as many records. */
  public static FirstDay fit(NumberCoding coding, int[] distances) {
    int[] sorted = distances.clone();
    Arrays.sort(sorted);
    int[] borders = new int[CLASSES - 1];
    for (int b = 0; b < borders.length; b++) {
      int at = (int) ((b + 1L) * sorted.length / CLASSES);
      borders[b] = sorted.length == 0 ? 0 : sorted[at];
    }
    return new FirstDay(coding, Arrays.stream(borders).distinct().toArray());
  }

  /** The number of classes of distances, that of none included. */
  int classes() {
    return distances.length + 2;
  }

  /** The class of a distance, above 0; 0 stands for none. */
  int classOf(int days) {
    int found = Arrays.binarySearch(distances, days);
    return 1 + (found < 0 ? -found - 1 : found + 1);
  }
}
