package org.pan.cli;

/** What the launcher found out about the terminal. */
final class Terminal {

  private Terminal() {}

  /** The width in characters if stderr is a terminal, else 0. */
  static int columns() {
    return Integer.getInteger("pan.columns", 0);
  }
}
