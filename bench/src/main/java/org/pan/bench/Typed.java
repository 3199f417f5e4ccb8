package org.pan.bench;

import java.util.List;
import java.util.stream.Collectors;

/** A command as a user types it. */
final class Typed {

  private Typed() {}

  /** {@code ./pan} and these words, quoted for a shell where they have to be. */
  static String line(List<String> words) {
    return "./pan " + words.stream().map(Typed::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w.,=/:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
