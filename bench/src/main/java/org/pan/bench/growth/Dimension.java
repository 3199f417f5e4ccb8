package org.pan.bench.growth;

import java.util.List;

/** What grows while all else stays. */
enum Dimension {
  SUBJECTS("subjects", List.of(Work.values())),
  EVENTS("events per patient", List.of(Work.values())),
  VOCABULARY("codes in the vocabulary", List.of(Work.values())),
  BATCH("rows a training step, patients drawn side by side", List.of(Work.TRAIN, Work.SAMPLE)),
  THREADS("threads", List.of(Work.values()));

  private final String label;
  private final List<Work> works;

  Dimension(String label, List<Work> works) {
    this.label = label;
    this.works = works;
  }

  /** What is counted, in words. */
  String label() {
    return label;
  }

  /** What is measured while it grows. */
  List<Work> works() {
    return works;
  }
}
