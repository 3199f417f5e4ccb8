package org.pan.sampling;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is wanted of a patient's static fields: a value or a range by field name, as text. Fields
 * that are not named are drawn.
 *
 * @param fields such as {@code sex=F} or {@code age=60..80}
 */
public record Condition(Map<String, String> fields) {

  /** Everything is drawn. */
  public static final Condition NONE = new Condition(Map.of());

  public Condition {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A condition on one field. */
  public static Condition where(String field, String value) {
    return new Condition(Map.of(field, value));
  }

  /** This condition and one more. */
  public Condition and(String field, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new Condition(more);
  }
}
