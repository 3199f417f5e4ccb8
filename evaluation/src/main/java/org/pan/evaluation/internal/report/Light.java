package org.pan.evaluation.internal.report;

import org.pan.evaluation.Verdict;

/**
 * A verdict as readers see it; symbol and word say it without the colour.
 *
 * @param symbol differs in shape
 * @param word what it means
 * @param style class of its colours in the style sheet
 */
public record Light(String symbol, String word, String style) {

  /** That of a verdict. */
  public static Light of(Verdict verdict) {
    return switch (verdict) {
      case GREEN -> new Light("✓", "as good", "green");
      case AMBER -> new Light("?", "perhaps worse", "amber");
      case RED -> new Light("✗", "clearly worse", "red");
      case NONE -> new Light("–", "no verdict", "none");
    };
  }
}
