package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pan.sequences.DataException;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;

/**
 * Fits an {@link Encoding} in two passes over the training subjects: the first counts subjects,
 * codes, static fields and times of day, the second collects the numbers and the order of the codes
 * that became entries.
 */
final class EncodingFit {

  /**
   * With fewer subjects than this times k, protecting k of them would protect most of everything.
   */
  private static final int SUBJECTS_PER_PROTECTED = 10;

  private final Schema schema;
  private final Supplier<Stream<Timeline>> training;
  private final EncodingConfig config;
  private final List<String> warnings = new ArrayList<>();
  private final CodeCensus census;
  private final StaticSample statics;
  private final SecondsFit times;
  private final SecondsFit delays;
  private long events;

  EncodingFit(Schema schema, Supplier<Stream<Timeline>> training, EncodingConfig config) {
    this.schema = schema;
    this.training = training;
    this.config = config;
    census = new CodeCensus(config);
    statics = new StaticSample(schema.statics(), config.maxNumbersPerCode());
    times = new SecondsFit(config.protectBelow());
    delays = new SecondsFit(config.protectBelow());
  }

  Encoding fit() {
    count();
    EncodingConfig adapted = config.withProtectBelow(protection());
    Vocabulary byName = new Vocabulary(census.entries(adapted.protectBelow()));
    CodeFit codes = new CodeFit(byName, adapted, census.numberedCodes());
    try (Stream<Timeline> timelines = training.get()) {
      timelines.forEach(codes::add);
    }
    CodeFit.Codes fitted = codes.fit();
    StaticsFit staticsFit = new StaticsFit(schema, statics, adapted, warnings);
    staticsFit.fitFields();
    WindowCoding window = staticsFit.fitWindow();
    warnOfCodes();
    FitReport report =
        new FitReport(
            statics.subjects(),
            events,
            adapted.protectBelow(),
            census.rareCodes(),
            census.rareEvents(),
            census.droppedTexts(),
            codes.droppedNumbers(),
            warnings);
    return new Encoding(
        schema,
        fitted.entries(),
        fitted.order(),
        staticsFit.codings(),
        window,
        times.timesOfDay(adapted.protectBelow()),
        delays.delays(adapted),
        report);
  }

  /** The first pass. */
  private void count() {
    try (Stream<Timeline> timelines = training.get()) {
      Iterator<Timeline> each = timelines.iterator();
      for (int subject = 0; each.hasNext(); subject++) {
        Timeline timeline = each.next();
        statics.add(timeline);
        long last = Long.MIN_VALUE;
        for (Event event : timeline.events()) {
          census.add(subject, event);
          if (event.timeMicros() != last) {
            addTime(subject, last, event.timeMicros());
            last = event.timeMicros();
          }
        }
        events += timeline.events().size();
      }
    }
    if (statics.subjects() == 0) {
      throw new DataException(
          "There are no training subjects; an encoding is fitted to at least one.");
    }
  }

  private void addTime(int subject, long before, long time) {
    boolean daily = schema.resolution() == Resolution.DAY;
    int second = daily ? 0 : (int) DateParts.seconds(time);
    times.add(subject, second);
    boolean sameDay = before != Long.MIN_VALUE && DateParts.day(before) == DateParts.day(time);
    if (sameDay && !daily) {
      delays.add(subject, second - (int) DateParts.seconds(before));
    }
  }

  private int protection() {
    int k =
        (int)
            Math.max(
                1, Math.min(config.protectBelow(), statics.subjects() / SUBJECTS_PER_PROTECTED));
    if (k < config.protectBelow()) {
      warnings.add(
          String.format(
              "With %d training subjects, what is shown by fewer than %d of them is protected, not %d; the model may give"
                  + " away single subjects.",
              statics.subjects(), k, config.protectBelow()));
    }
    return k;
  }

  private void warnOfCodes() {
    for (String code : census.freeTextCodes()) {
      warnings.add(
          "Code "
              + code
              + ": its texts are dropped; more than "
              + config.maxTexts()
              + " are frequent.");
    }
  }
}
