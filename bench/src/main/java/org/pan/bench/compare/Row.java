package org.pan.bench.compare;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pan.bench.judges.Judgement;
import org.pan.bench.judges.Verdicts;
import org.pan.bench.process.Usage;

/**
 * What came of one generator on one data set.
 *
 * @param data name of the data
 * @param generator name of the generator
 * @param title what the generator is, with its version
 * @param settings under which it ran
 * @param status how far it came
 * @param message in its own words why it did not come further, or, if it did, what is to be known
 *     of how it learnt; may be empty
 * @param fit what learning took; null where it has no part of its own
 * @param sample what drawing took, or all of it where learning has no part of its own
 * @param diskBytes size of what it keeps of what it learnt
 * @param subjects patients drawn
 * @param events their events
 * @param figures of the evaluation by id
 * @param chance the same figures for one more real sample
 * @param verdicts by family: how many figures are as good as those of another real sample
 * @param judges what outside judges say: by judge, figures by name
 * @param silent by judge, why it says nothing
 */
public record Row(
    String data,
    String generator,
    String title,
    Settings settings,
    Status status,
    String message,
    @Nullable Usage fit,
    @Nullable Usage sample,
    long diskBytes,
    long subjects,
    long events,
    Map<String, Double> figures,
    Map<String, Double> chance,
    Map<String, Verdicts> verdicts,
    Map<String, Map<String, Double>> judges,
    Map<String, String> silent) {

  /** How far a generator came. */
  public enum Status {
    /** It drew patients, and they were judged. */
    DONE,
    /** It failed, was stopped, or drew what cannot be read. */
    FAILED,
    /** It cannot do the work by its nature. */
    UNFIT
  }

  /** A generator that did not come far. */
  static Row without(
      String data, String generator, String title, Settings settings, Status status, String why) {
    return new Row(
        data, generator, title, settings, status, why, null, null, 0, 0, 0, Map.of(), Map.of(),
        Map.of(), Map.of(), Map.of());
  }

  /** What the judges said of it. */
  Judgement judgement() {
    return new Judgement(figures, chance, verdicts, judges, silent);
  }

  /** The same run, judged like this. */
  Row with(Judgement said) {
    return new Row(
        data,
        generator,
        title,
        settings,
        status,
        message,
        fit,
        sample,
        diskBytes,
        subjects,
        events,
        said.figures(),
        said.chance(),
        said.verdicts(),
        said.judges(),
        said.silent());
  }

  /** Whether it drew patients that could be judged. */
  public boolean done() {
    return status == Status.DONE;
  }

  /** Events drawn a second of CPU time. */
  public double eventsPerCpuSecond() {
    return sample == null ? Double.NaN : events / sample.cpuSeconds();
  }

  /** The greatest memory it took at any time. */
  public long peakBytes() {
    return Math.max(fit == null ? 0 : fit.peakBytes(), sample == null ? 0 : sample.peakBytes());
  }
}
