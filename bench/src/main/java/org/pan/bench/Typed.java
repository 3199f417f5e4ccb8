package org.pan.bench;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** What a user types. */
final class Typed {

  private Typed() {}

  /** {@code ./pan} and these words, quoted for a shell where they have to be. */
  static String line(List<String> words) {
    return "./pan " + words.stream().map(Typed::quoted).collect(Collectors.joining(" "));
  }

  /**
   * The regular expression, if it is one.
   *
   * @throws IllegalArgumentException with what is wrong with it in one line
   */
  static String regex(String text) {
    try {
      return Pattern.compile(text).pattern();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "%s is no regular expression: %s.".formatted(text, e.getDescription()), e);
    }
  }

  private static String quoted(String word) {
    return word.matches("[\\w.,=/:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
