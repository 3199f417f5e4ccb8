package org.pan.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.pan.model.Pan;
import org.pan.model.constraints.Constraint;
import org.pan.model.constraints.Constraints;
import org.pan.sampling.internal.ConditionShare;
import org.pan.sampling.internal.Draft;
import org.pan.sampling.internal.Engine;
import org.pan.sampling.internal.Indicators;
import org.pan.sampling.internal.Interventions;
import org.pan.sampling.internal.Past;
import org.pan.sampling.internal.WantedHistory;
import org.pan.sequences.DataException;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.FieldConstraint;
import org.pan.sequences.encoding.StaticCondition;

/**
 * Draws timelines from a {@link Pan}. Streams are lazy, hold a fixed number of patients at a time
 * whatever their length, and are to be closed. One stream at a time.
 */
public final class Sampler {

  private final Pan pan;
  private final SamplingConfig config;

  private final History history;
  private volatile @Nullable WantedHistory wanted;

  private final List<Intervention> interventions;
  private final Map<String, Double> rates;
  private final Constraints constraints;

  private Sampler(
      Pan pan,
      SamplingConfig config,
      History history,
      List<Intervention> interventions,
      Map<String, Double> rates,
      Constraints constraints) {
    this.pan = pan;
    this.config = config;
    this.history = history;
    this.interventions = List.copyOf(interventions);
    this.rates = Map.copyOf(rates);
    this.constraints = constraints;
  }

  /**
   * A sampler that draws as configured.
   *
   * @throws DataException if it shall guide and the model never learnt with hidden fields
   */
  public static Sampler of(Pan pan, SamplingConfig config) {
    if (config.guidance() != 1 && !pan.spec().config().hides()) {
      throw new DataException(
          "The model cannot guide: it has not learnt what comes where static fields are not known."
              + " Learn it with pan train --hide-fields .1.");
    }
    return new Sampler(pan, config, History.ANY, List.of(), Map.of(), pan.spec().constraints());
  }

  /**
   * The same sampler that keeps these constraints alone; it begins with all that the model has
   * learnt. What they forbid has no weight when a code is drawn, and the others share it; the
   * likelihood knows nothing of them. An {@link Intervention} comes before them.
   *
   * @param kept such as {@code pan.spec().constraints().without(names)}
   */
  public Sampler keeping(Constraints kept) {
    return new Sampler(pan, config, history, interventions, rates, kept);
  }

  /** The same sampler for patients with such a history alone. */
  public Sampler wanting(History wantedHistory) {
    return new Sampler(pan, config, wantedHistory, interventions, rates, constraints);
  }

  /** The same sampler with these things done to every patient. */
  public Sampler intervening(List<Intervention> done) {
    return new Sampler(pan, config, history, done, rates, constraints);
  }

  /**
   * The same sampler with a factor on the odds of codes, each time a code is drawn. How much more
   * often they come in the end depends on what they bring about and displace.
   *
   * @param factors by code, above 0
   */
  public Sampler scaling(Map<String, Double> factors) {
    factors.forEach(
        (code, factor) -> {
          if (!(factor > 0 && factor <= 1e6)) {
            throw new IllegalArgumentException(
                "The factor on " + code + " lies above 0 and at most at 1,000,000.");
          }
        });
    return new Sampler(pan, config, history, interventions, factors, constraints);
  }

  /**
   * How many patients had to be drawn for those of the last stream, so far; some that are accepted
   * may still wait for their turn. May be asked from another thread.
   */
  public Acceptance acceptance() {
    WantedHistory last = wanted;
    return last == null ? new Acceptance(0, 0) : last.acceptance();
  }

  /**
   * The share of patients of whom the condition holds, as the model has learnt it, near within a
   * few per cent.
   *
   * @throws org.pan.sequences.DataException if a field or value is not known
   */
  public double share(Condition condition) {
    return ConditionShare.of(pan, pan.encoding().condition(condition.fields()));
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
    return draw(LongStream.range(0, subjects).mapToObj(i -> Draft.of(compiled)).iterator());
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
          public Draft next() {
            if (compiled.size() > 100_000) {
              compiled.clear();
            }
            return Draft.of(
                compiled.computeIfAbsent(
                    conditions.next(), c -> pan.encoding().condition(c.fields())));
          }
        });
  }

  /**
   * Draws futures of given patients: what they are and were up to a day, then what the model has
   * learnt may follow. All futures of the first come first, then those of the second; a record's
   * own id is not kept. Given the past, what is unknown of a patient is weighed by the likelihood
   * of that past.
   *
   * @param records real patients, each under observation on the {@linkplain Continuation#lastDay
   *     last day} of its past
   * @throws DataException if a record is not, or its day lies beyond all that was learnt
   */
  public Stream<Timeline> futures(Iterator<Timeline> records, Continuation continuation) {
    return draw(
        new Futures(
            pan.encoding(),
            records,
            continuation.futures(),
            (record, number) -> past(record, number, continuation)));
  }

  private Past past(Timeline record, long number, Continuation continuation) {
    int day =
        continuation
            .lastDay(record)
            .orElseThrow(
                () ->
                    new DataException(
                        "Record "
                            + (number + 1)
                            + " of those to go on is not under observation on the day from which"
                            + " it should."));
    return new Past(pan.encoding(), record, continuation.unknown(), day, number);
  }

  /**
   * Draws controls for given patients: new patients with the same static fields and the same start
   * of observation, as many for each. All of the first come first. With the same history too they
   * are {@link #futures}.
   *
   * @param records real patients
   * @param controls how many for each
   * @param unlike static fields that need not be the same
   */
  public Stream<Timeline> controls(Iterator<Timeline> records, int controls, Set<String> unlike) {
    return draw(
        new Futures(
            pan.encoding(),
            records,
            controls,
            (record, number) -> Past.ofNothing(pan.encoding(), record, unlike, number)));
  }

  private Stream<Timeline> draw(Iterator<Draft> drafts) {
    WantedHistory meets = new WantedHistory(history, pan.encoding());
    wanted = meets;
    Indicators indicators = new Indicators(pan);
    Interventions done = new Interventions(interventions, rates, pan);
    List<Constraint> masked = new ArrayList<>(constraints.all());
    masked.addAll(indicators.constraints());
    masked.removeIf(c -> c instanceof Constraint.Companion && done.forbids(c.code()));
    Engine engine =
        new Engine(
            pan,
            config,
            new Wanting(drafts, indicators.wanted(history)),
            meets,
            done,
            new Constraints(masked));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(engine, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(engine::close);
  }

  /** Drafts of whom more is wanted. */
  private record Wanting(Iterator<Draft> drafts, List<FieldConstraint> more)
      implements Iterator<Draft> {

    @Override
    public boolean hasNext() {
      return drafts.hasNext();
    }

    @Override
    public Draft next() {
      Draft draft = drafts.next();
      return more.isEmpty() ? draft : new Draft(draft.condition().and(more), draft.past());
    }
  }
}
