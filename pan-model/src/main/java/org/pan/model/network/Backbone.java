package org.pan.model.network;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** Turns the inputs of a head's steps into states from which the head reads its distribution. */
public interface Backbone {

  /** Width D of a state. */
  int width();

  /**
   * Width of what is carried from step to step; 0 where steps are independent given their inputs.
   */
  int carried();

  /**
   * Advances over T steps of B sequences.
   *
   * @param inputs [B*T, F + E], the steps of a sequence side by side
   * @param steps T
   * @param state [1, B, carried], or null for the beginning of the sequences
   * @param training whether dropout applies
   * @return the states [B*T, D] and what is carried on
   */
  Advanced advance(Inputs inputs, int steps, @Nullable NDArray state, boolean training);

  /**
   * What {@link #advance} gives.
   *
   * @param states [B*T, D]
   * @param carried [1, B, carried], or null where nothing is carried
   */
  record Advanced(NDArray states, @Nullable NDArray carried) {}
}
