package org.pan.model;

/**
 * Which ways are open to the next time something comes, as far as codes go.
 *
 * @param today some code can still come later on the day of the last event
 * @param later some code can still come on another day
 */
public record Openings(boolean today, boolean later) {

  static final Openings NONE = new Openings(false, false);
}
