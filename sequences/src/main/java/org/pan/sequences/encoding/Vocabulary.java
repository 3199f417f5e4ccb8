package org.pan.sequences.encoding;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The codes of an encoding. An entry is a code, a code with one of its frequent texts, or a group
 * of protected codes; ids are the canonical order of events at one time.
 */
public final class Vocabulary {

  /**
   * Name of the group of protected codes, and what follows {@code PREFIX//} in the group of a
   * prefix.
   */
  public static final String RARE = "__RARE__";

  private static final String SEPARATOR = "//";

  private final List<Entry> entries;
  private final Map<String, CodeIds> idsByCode = new HashMap<>();
  private final Map<String, Integer> groups = new HashMap<>();

  /**
   * One entry.
   *
   * @param code the code, or the group's name
   * @param text the text value that belongs to the entry, or null
   * @param events training events
   * @param subjects training subjects with such an event
   * @param group whether it stands for several protected codes
   */
  public record Entry(
      String code, @Nullable String text, long events, int subjects, boolean group) {}

  /** The ids of a code: without a text, -1 if there is none, and by text. */
  private static final class CodeIds {
    private int plain = -1;
    private final Map<String, Integer> byText = new HashMap<>(2);
  }

  Vocabulary(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    for (int id = 0; id < entries.size(); id++) {
      Entry entry = entries.get(id);
      if (entry.group()) {
        groups.put(entry.code(), id);
        continue;
      }
      CodeIds ids = idsByCode.computeIfAbsent(entry.code(), code -> new CodeIds());
      if (entry.text() == null) {
        ids.plain = id;
      } else {
        ids.byText.put(entry.text(), id);
      }
    }
  }

  /** The number of entries. */
  public int size() {
    return entries.size();
  }

  /** The entry of this id. */
  public Entry entry(int id) {
    return entries.get(id);
  }

  /** All entries by id. */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * The id of an event's code and text. A text that has no entry falls back on the code alone, a
   * code that has none on the group of its prefix, then on the group of all.
   *
   * @return the id, or -1 where nothing stands for it
   */
  public int id(String code, @Nullable String text) {
    CodeIds ids = idsByCode.get(code);
    if (ids != null) {
      if (text != null) {
        Integer id = ids.byText.get(text);
        if (id != null) {
          return id;
        }
      }
      if (ids.plain >= 0) {
        return ids.plain;
      }
    }
    return groups.getOrDefault(groupOf(code), groups.getOrDefault(RARE, -1));
  }

  /** The codes, each once, groups left out. */
  public Set<String> names() {
    return Collections.unmodifiableSet(idsByCode.keySet());
  }

  /** Ids of all entries of this code, with any text; empty where the code is not known. */
  public List<Integer> ids(String code) {
    return IntStream.range(0, entries.size())
        .filter(id -> entries.get(id).code().equals(code))
        .boxed()
        .toList();
  }

  /** The name of the group of a code's prefix, which is what stands before the first {@code //}. */
  static String groupOf(String code) {
    int at = code.indexOf(SEPARATOR);
    return at < 0 ? RARE : code.substring(0, at) + SEPARATOR + RARE;
  }
}
