package org.pan.evaluation.internal.cohort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names numbered from 0 in the order they came. */
public final class Names {

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** The number of a name, a new one if it is new. */
  public int id(String name) {
    Integer id = ids.putIfAbsent(name, names.size());
    if (id != null) {
      return id;
    }
    names.add(name);
    return names.size() - 1;
  }

  /** The name with that number. */
  public String name(int id) {
    return names.get(id);
  }

  /** How many there are. */
  public int size() {
    return names.size();
  }
}
