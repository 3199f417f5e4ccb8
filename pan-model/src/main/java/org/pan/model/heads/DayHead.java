package org.pan.model.heads;

import org.pan.model.Head;
import org.pan.model.Openings;
import org.pan.model.Rows;
import org.pan.model.memory.Memory;

/**
 * When the next event comes, to the day: at the same time as the last, on a later day (or later the
 * same day), or never.
 */
public interface DayHead extends Head {

  /** The next event has the same time as the last. */
  int STAY = Integer.MIN_VALUE + 1;

  /** There is no next event. */
  int END = Integer.MIN_VALUE;

  /**
   * Writes the inputs and what is possible.
   *
   * @param open which ways are open to the next event
   */
  void write(Memory memory, Openings open, Rows rows, int row);

  /** Says what came: {@link #STAY}, {@link #END} or the day of the next event. */
  void target(int outcome, Rows rows, int row);

  /** Draws {@link #STAY}, {@link #END} or a day. */
  int draw(
      float[] outputs,
      Rows rows,
      int row,
      Choice choice,
      double temperature,
      double topP,
      double uniform,
      double uniformInside);

  /**
   * The probability of every outcome up to a day, for tests and inspection.
   *
   * @param lastDay last day asked for
   * @return [stay, end, d0, d0 + 1, ..., lastDay] where d0 is the day of the last event
   */
  double[] probabilities(float[] outputs, Rows rows, int row, int lastDay);
}
