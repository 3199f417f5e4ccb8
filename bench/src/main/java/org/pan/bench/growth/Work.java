package org.pan.bench.growth;

/** What PAN does with patients. */
enum Work {
  IMPORT("import", "from CSV into a MEDS folder"),
  TRAIN("train", "one epoch of every head"),
  SAMPLE("sample", "written as CSV; however many are drawn, by a model of as many patients"),
  EVALUATE("evaluate", "as many synthetic patients as real ones, 20 bootstrap samples");

  private final String label;
  private final String about;

  Work(String label, String about) {
    this.label = label;
    this.about = about;
  }

  /** Its name in tables. */
  String label() {
    return label;
  }

  /** What is done, in words. */
  String about() {
    return about;
  }
}
