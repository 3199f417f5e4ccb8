package org.pan.sequences.encoding;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.List;

/**
 * How one static field, or one part of one, becomes a class. The last class stands for a missing
 * value. A date with a weekday rhythm has two codings, week and weekday; a time of day is a coding
 * of its own.
 */
@JsonSubTypes({
  @JsonSubTypes.Type(StaticCoding.Categories.class),
  @JsonSubTypes.Type(StaticCoding.Quantity.class)
})
public sealed interface StaticCoding {

  /**
   * The name of the coding: the field's, followed by the part where a field has several. Unique in
   * an encoding.
   */
  default String name() {
    return switch (part()) {
      case VALUE, DAY -> field();
      case LENGTH -> Encoding.LENGTH_FIELD;
      case WEEK -> field() + ".week";
      case WEEKDAY -> field() + ".weekday";
      case TIME -> field() + ".time";
    };
  }

  /** The static field coded, or {@link Encoding#START_FIELD} or {@link Encoding#END_FIELD}. */
  String field();

  /** What of the field is coded. */
  Part part();

  /** The number of classes, the missing one included. */
  int size();

  /** The class of a missing value: the last. */
  default int missing() {
    return size() - 1;
  }

  /**
   * The share of training subjects in this class; zero for {@link #missing()} where no value was
   * missing.
   */
  double probability(int k);

  /** What of a field a coding holds. */
  enum Part {
    /** The category or the number itself. */
    VALUE,
    /** Days since 1970-01-01 or since day zero. */
    DAY,
    /** Weeks since Monday 1969-12-29. */
    WEEK,
    /** Monday is class 0, Sunday class 6. */
    WEEKDAY,
    /** Seconds of the day. */
    TIME,
    /** Days from the start to the end of observation. */
    LENGTH
  }

  /**
   * A coding of names: a category, or the weekday of a date.
   *
   * @param field see {@link StaticCoding#field()}
   * @param part see {@link StaticCoding#part()}
   * @param names class names, sorted; weekdays in their order; {@link Vocabulary#RARE} last where
   *     rare ones are grouped
   * @param shares share of training subjects by class, the missing class last
   */
  record Categories(String field, Part part, List<String> names, List<Double> shares)
      implements StaticCoding {
    public Categories {
      names = List.copyOf(names);
      shares = List.copyOf(shares);
    }

    @Override
    public int size() {
      return names.size() + 1;
    }

    @Override
    public double probability(int k) {
      return shares.get(k);
    }
  }

  /**
   * A coding of numbers.
   *
   * @param field see {@link StaticCoding#field()}
   * @param part see {@link StaticCoding#part()}
   * @param numbers the coding of those that are not missing
   * @param missingShare share of training subjects where it is missing
   */
  record Quantity(String field, Part part, NumberCoding numbers, double missingShare)
      implements StaticCoding {
    @Override
    public int size() {
      return numbers.size() + 1;
    }

    @Override
    public double probability(int k) {
      return k == missing() ? missingShare : (1 - missingShare) * numbers.probability(k);
    }
  }
}
