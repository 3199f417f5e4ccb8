package org.pan.evaluation;

/** The question a figure helps to answer. */
public enum Family {
  /** Do the data look alike? */
  FIDELITY("Fidelity"),
  /** Do they keep the clock, the week and the year? */
  CALENDAR("Calendar"),
  /** Do they lead to the same conclusions? */
  UTILITY("Utility"),
  /** Do they give anyone away? */
  PRIVACY("Privacy"),
  /** Is all this so for every group? */
  FAIRNESS("Fairness");

  private final String title;

  Family(String title) {
    this.title = title;
  }

  /** Its name for readers. */
  public String title() {
    return title;
  }
}
