package org.pan.model.heads;

import org.pan.model.Head;
import org.pan.model.Openings;
import org.pan.model.Rows;
import org.pan.model.memory.Memory;

/**
 * When the next event comes, to the day: later the same day, on a later day, or never. Whether one
 * comes at the same time as the last is for the {@link CodeHead} to say.
 */
public interface DayHead extends Head {

  /** There is no next event. */
  int END = Integer.MIN_VALUE;

  /**
   * Writes the inputs and what is possible.
   *
   * @param open which ways are open to the next event
   */
  void write(Memory memory, Openings open, Rows rows, int row);

  /** Says what came: {@link #END} or the day of the next event. */
  void target(int outcome, Rows rows, int row);

  /** Draws {@link #END} or a day. */
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
   * @return [end, d0, d0 + 1, ..., lastDay] where d0 is the day of the last event
   */
  double[] probabilities(float[] outputs, Rows rows, int row, int lastDay);
}
