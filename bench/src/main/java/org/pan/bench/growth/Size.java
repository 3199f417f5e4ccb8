package org.pan.bench.growth;

/**
 * What a measurement works on.
 *
 * @param subjects patients
 * @param events of each patient, on average
 * @param vocabulary codes
 * @param batch rows a training step, and patients drawn side by side
 * @param threads processor cores
 */
public record Size(int subjects, int events, int vocabulary, int batch, int threads) {

  /** The same but for one number. */
  Size with(Dimension dimension, int value) {
    return switch (dimension) {
      case SUBJECTS -> new Size(value, events, vocabulary, batch, threads);
      case EVENTS -> new Size(subjects, value, vocabulary, batch, threads);
      case VOCABULARY -> new Size(subjects, events, value, batch, threads);
      case BATCH -> new Size(subjects, events, vocabulary, value, threads);
      case THREADS -> new Size(subjects, events, vocabulary, batch, value);
    };
  }

  /** That number. */
  int at(Dimension dimension) {
    return switch (dimension) {
      case SUBJECTS -> subjects;
      case EVENTS -> events;
      case VOCABULARY -> vocabulary;
      case BATCH -> batch;
      case THREADS -> threads;
    };
  }
}
