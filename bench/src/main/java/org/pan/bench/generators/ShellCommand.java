package org.pan.bench.generators;

import java.util.List;
import java.util.Map;

/**
 * A user's command line with places to fill in.
 *
 * @param name what it is called in tables
 * @param text a line for the shell, with {@code {place}} wherever something is to stand
 */
public record ShellCommand(String name, String text) {

  /**
   * Reads {@code name=command}.
   *
   * @param places what has to stand in the command
   * @throws IllegalArgumentException if there is no name, or a place is missing
   */
  public static ShellCommand parse(String nameAndText, List<String> places) {
    int equals = nameAndText.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "'" + nameAndText + "': give a name and a command, as in name=command.");
    }
    String name = nameAndText.substring(0, equals);
    String text = nameAndText.substring(equals + 1);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "'" + name + "': a name has letters, digits, dots, dashes and underscores only.");
    }
    for (String place : places) {
      if (!text.contains("{" + place + "}")) {
        throw new IllegalArgumentException(
            "%s: its command lacks {%s}; it takes {%s}."
                .formatted(name, place, String.join("}, {", places)));
      }
    }
    return new ShellCommand(name, text);
  }

  /** The command with all places filled in, each a word of its own to the shell. */
  public List<String> filled(Map<String, String> values) {
    String line = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      line = line.replace("{" + value.getKey() + "}", quoted(value.getValue()));
    }
    return List.of("sh", "-c", line);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
