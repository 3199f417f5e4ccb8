package org.pan.evaluation.internal.report;

import java.util.List;

/**
 * A question of the board and its answer for each set.
 *
 * @param question in plain words
 * @param family the chapter that has the rest
 * @param figure title of the figure that speaks for the family
 * @param answers one for each set
 */
public record Headline(String question, String family, String figure, List<Answer> answers) {

  /**
   * The answer for one set.
   *
   * @param light of the family
   * @param value of the figure, with its interval; empty where there is none
   * @param chance what another real sample as large would get; empty where that is not known
   * @param plain the same without terms of the trade; may be empty
   * @param meaning what the verdict means
   * @param counts how many of the family's figures got which verdict
   */
  public record Answer(
      String set,
      Light light,
      String value,
      String chance,
      String plain,
      String meaning,
      String counts) {}
}
