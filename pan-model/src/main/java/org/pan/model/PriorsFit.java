package org.pan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pan.model.memory.Days;
import org.pan.model.memory.Intensity;
import org.pan.model.memory.Levels;
import org.pan.model.memory.Priors;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.sequences.encoding.NumberCoding;

/** Fits {@link Priors} to training timelines. */
final class PriorsFit {

  private final Encoding encoding;
  private final Intensity.Fit intensity;
  private final Levels.Fit levels;
  private final SubjectInputs inputs;

  PriorsFit(Encoding encoding, SubjectInputs inputs) {
    this.encoding = encoding;
    this.inputs = inputs;
    this.intensity = new Intensity.Fit(inputs.size());
    this.levels = new Levels.Fit(inputs.size());
  }

  Priors fit(List<EncodedTimeline> timelines) {
    for (EncodedTimeline t : timelines) {
      float[] statics = inputs.of(t).statics();
      addVisits(t, statics);
      addNumbers(t, statics);
    }
    return new Priors(intensity.solve(), levels.solve());
  }

  /** Days run from the start of observation or, where it is not known, from the first visit. */
  private void addVisits(EncodedTimeline t, float[] statics) {
    boolean startKnown = t.start() != EncodedTimeline.UNKNOWN;
    boolean endKnown = t.end() != EncodedTimeline.UNKNOWN;
    if (t.size() == 0 && !(startKnown && endKnown)) {
      return;
    }
    long first = startKnown ? t.start() : t.time()[0];
    long last = endKnown ? t.end() : t.time()[t.size() - 1];
    int visits = startKnown ? 0 : -1;
    for (int i = 0; i < t.size(); i++) {
      visits += i == 0 || t.time()[i] != t.time()[i - 1] ? 1 : 0;
    }
    intensity.add(statics, visits, (last - first) / (double) Days.MICROS);
  }

  private void addNumbers(EncodedTimeline t, float[] statics) {
    Map<Integer, List<Double>> scores = new TreeMap<>();
    for (int i = 0; i < t.size(); i++) {
      NumberCoding coding = encoding.numbers(t.code()[i]);
      if (coding != null && coding.size() > 1 && !Double.isNaN(t.number()[i])) {
        scores
            .computeIfAbsent(t.code()[i], code -> new ArrayList<>())
            .add(coding.zScore(t.number()[i]));
      }
    }
    scores.forEach(
        (code, of) ->
            levels.add(code, statics, of.stream().mapToDouble(Double::doubleValue).toArray()));
  }
}
