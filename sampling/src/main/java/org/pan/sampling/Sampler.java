package org.pan.sampling;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.pan.model.Pan;
import org.pan.sampling.internal.Engine;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.StaticCondition;

/**
 * Draws timelines from a {@link Pan}. Streams are lazy, hold a fixed number of patients at a time
 * whatever their length, and are to be closed. One stream at a time.
 */
public final class Sampler {

  private final Pan pan;
  private final SamplingConfig config;

  private Sampler(Pan pan, SamplingConfig config) {
    this.pan = pan;
    this.config = config;
  }

  public static Sampler of(Pan pan, SamplingConfig config) {
    return new Sampler(pan, config);
  }

  /** Draws this many patients. */
  public Stream<Timeline> sample(long subjects) {
    return sample(subjects, Condition.NONE);
  }

  /**
   * Draws this many patients of whom the condition holds.
   *
   * @throws org.pan.sequences.DataException if a field or value is not known
   */
  public Stream<Timeline> sample(long subjects, Condition condition) {
    StaticCondition compiled = pan.encoding().condition(condition.fields());
    return draw(LongStream.range(0, subjects).mapToObj(i -> compiled).iterator());
  }

  /** Draws one patient for each condition, in that order. */
  public Stream<Timeline> sample(Iterator<Condition> conditions) {
    Map<Condition, StaticCondition> compiled = new HashMap<>();
    return draw(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return conditions.hasNext();
          }

          @Override
          public StaticCondition next() {
            if (compiled.size() > 100_000) {
              compiled.clear();
            }
            return compiled.computeIfAbsent(
                conditions.next(), c -> pan.encoding().condition(c.fields()));
          }
        });
  }

  private Stream<Timeline> draw(Iterator<StaticCondition> conditions) {
    Engine engine = new Engine(pan, config, conditions);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(engine, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(engine::close);
  }
}
