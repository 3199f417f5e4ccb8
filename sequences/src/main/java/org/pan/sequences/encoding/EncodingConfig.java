package org.pan.sequences.encoding;

/**
 * How an {@link Encoding} is fitted.
 *
 * @param protectBelow codes, texts, categories and outer values shown by fewer subjects than this
 *     are protected: grouped or pulled in. Lowered to a tenth of the subjects, with a warning,
 *     where there are few of them
 * @param maxDistinct numbers with up to this many distinct values get a class each
 * @param maxBins numbers with more distinct values get about this many quantile bins
 * @param maxTexts a code with up to this many frequent texts gets an entry for each; beyond, its
 *     texts are dropped
 * @param maxNumbersPerCode numbers kept for a code while fitting; beyond, a random sample of this
 *     size
 * @param maxNumbers numbers kept for all codes together while fitting
 */
public record EncodingConfig(
    int protectBelow,
    int maxDistinct,
    int maxBins,
    int maxTexts,
    int maxNumbersPerCode,
    int maxNumbers) {

  /** What serves most data sets. */
  public static final EncodingConfig DEFAULT =
      new EncodingConfig(5, 256, 128, 200, 200_000, 16_000_000);

  /**
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public EncodingConfig {
    if (protectBelow < 1
        || maxDistinct < 1
        || maxBins < 4
        || maxTexts < 0
        || maxNumbersPerCode < 100
        || maxNumbers < maxNumbersPerCode) {
      throw new IllegalArgumentException(
          "An encoding needs protectBelow >= 1, maxDistinct >= 1, maxBins >= 4,"
              + " maxTexts >= 0 and maxNumbers >= maxNumbersPerCode >= 100.");
    }
  }

  /** The same with another protection. */
  public EncodingConfig withProtectBelow(int subjects) {
    return new EncodingConfig(
        subjects, maxDistinct, maxBins, maxTexts, maxNumbersPerCode, maxNumbers);
  }
}
