package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Event;

/**
 * Counts the codes and texts of the training subjects and says which become entries of the {@link
 * Vocabulary}.
 */
final class CodeCensus {

  /** A code with more distinct texts than this has free text. */
  private static final int MAX_DISTINCT_TEXTS = 20_000;

  /** A code, or a code with a text, and what is known of it. */
  private static final class Tally {
    private final FewSubjects subjects;
    private long events;

    Tally(int limit) {
      subjects = new FewSubjects(limit);
    }

    void add(int subject) {
      events++;
      subjects.add(subject);
    }
  }

  private static final class CodeTally {
    private final Tally plain;
    private @Nullable Map<String, Tally> texts;
    private boolean numbered;

    CodeTally(int limit) {
      plain = new Tally(limit);
    }
  }

  private final EncodingConfig config;
  private final int limit;
  private final Map<String, CodeTally> codes = new HashMap<>();
  private long rareCodes;
  private long rareEvents;
  private long droppedTexts;
  private final List<String> freeTextCodes = new ArrayList<>();

  CodeCensus(EncodingConfig config) {
    this.config = config;
    this.limit = config.protectBelow();
  }

  void add(int subject, Event event) {
    CodeTally tally = codes.computeIfAbsent(event.code(), code -> new CodeTally(limit));
    tally.numbered |= event.hasNumber();
    if (event.text() == null) {
      tally.plain.add(subject);
      return;
    }
    if (tally.texts == null) {
      tally.texts = new HashMap<>();
    }
    Tally text = tally.texts.get(event.text());
    if (text == null && tally.texts.size() < MAX_DISTINCT_TEXTS) {
      text = new Tally(limit);
      tally.texts.put(event.text(), text);
    }
    if (text == null) {
      tally.plain.add(subject);
      droppedTexts++;
    } else {
      text.add(subject);
    }
  }

  /**
   * Entries sorted by name, without counts of their own; groups last. To be called once.
   *
   * @param enough what fewer subjects show is protected; no more than the configured number
   */
  List<Vocabulary.Entry> entries(int enough) {
    List<Vocabulary.Entry> entries = new ArrayList<>();
    Map<String, FewSubjects> groups = new TreeMap<>();
    new TreeMap<>(codes)
        .forEach(
            (code, tally) -> {
              mergeRareTexts(code, tally, enough);
              if (tally.texts != null) {
                tally.texts.keySet().stream()
                    .sorted()
                    .forEach(text -> entries.add(new Vocabulary.Entry(code, text, 0, 0, false)));
              }
              if (tally.plain.subjects.atLeast(enough) && !code.endsWith(Vocabulary.RARE)) {
                entries.add(new Vocabulary.Entry(code, null, 0, 0, false));
              } else if (tally.plain.events > 0) {
                rareCodes++;
                rareEvents += tally.plain.events;
                groups
                    .computeIfAbsent(Vocabulary.groupOf(code), name -> new FewSubjects(limit))
                    .addAll(tally.plain.subjects);
              }
            });
    groups(groups, enough)
        .forEach(name -> entries.add(new Vocabulary.Entry(name, null, 0, 0, true)));
    return entries;
  }

  /** Prefix groups of enough subjects; the others make up the group of all. */
  private Set<String> groups(Map<String, FewSubjects> subjects, int enough) {
    Set<String> names = new TreeSet<>();
    subjects.forEach((name, few) -> names.add(few.atLeast(enough) ? name : Vocabulary.RARE));
    return names;
  }

  /**
   * Lets the texts of too few subjects count as the code without a text; all of them where the text
   * is free text.
   */
  private void mergeRareTexts(String code, CodeTally tally, int enough) {
    if (tally.texts == null) {
      return;
    }
    Set<String> frequent = new HashSet<>();
    tally.texts.forEach(
        (text, count) -> {
          if (count.subjects.atLeast(enough)) {
            frequent.add(text);
          }
        });
    boolean free = frequent.size() > config.maxTexts();
    if (free) {
      freeTextCodes.add(code);
      frequent.clear();
    }
    tally.texts.forEach(
        (text, count) -> {
          if (!frequent.contains(text)) {
            tally.plain.events += count.events;
            tally.plain.subjects.addAll(count.subjects);
            droppedTexts += count.events;
          }
        });
    tally.texts.keySet().retainAll(frequent);
  }

  /** The number of codes that have a number at least once. */
  int numberedCodes() {
    return (int) codes.values().stream().filter(tally -> tally.numbered).count();
  }

  long rareCodes() {
    return rareCodes;
  }

  long rareEvents() {
    return rareEvents;
  }

  long droppedTexts() {
    return droppedTexts;
  }

  /** Codes whose texts are too many to be kept. */
  List<String> freeTextCodes() {
    return freeTextCodes;
  }
}
