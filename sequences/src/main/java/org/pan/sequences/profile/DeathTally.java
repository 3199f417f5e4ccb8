package org.pan.sequences.profile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/** Counts, for each code that may mean death, the events later than it. */
final class DeathTally {

  private static final Pattern DEATH =
      Pattern.compile("(^|[^a-z])(death|died|deceased|dead)($|[^a-z])");

  private static final String MEDS_DEATH = "MEDS_DEATH";

  /**
   * Events later than a subject's first event of a code.
   *
   * @param code the code
   * @param events how many
   * @param subjects of how many subjects
   */
  record After(String code, long events, long subjects) {}

  private final Map<String, Boolean> names = new HashMap<>();
  private final Map<String, long[]> after = new HashMap<>();

  void add(Timeline timeline) {
    List<Event> events = timeline.events();
    Set<String> seen = new HashSet<>(2);
    for (int i = 0; i < events.size(); i++) {
      String code = events.get(i).code();
      if (names.computeIfAbsent(code, DeathTally::meansDeath) && seen.add(code)) {
        long time = events.get(i).timeMicros();
        int j = events.size();
        while (events.get(j - 1).timeMicros() > time) {
          j--;
        }
        long later = (long) events.size() - j;
        long[] counts = after.computeIfAbsent(code, c -> new long[2]);
        counts[0] += later;
        counts[1] += later > 0 ? 1 : 0;
      }
    }
  }

  private static boolean meansDeath(String code) {
    return DEATH.matcher(code.toLowerCase(Locale.ROOT).replace('_', ' ')).find();
  }

  /**
   * The code that means death with the most events after it; a code that a subject has twice cannot
   * mean death.
   */
  After eventsAfter(Map<String, CodeTally> codes) {
    After most = new After("", 0, 0);
    for (Map.Entry<String, long[]> entry : after.entrySet()) {
      String code = entry.getKey();
      CodeTally tally = codes.get(code);
      boolean death = code.equals(MEDS_DEATH) || (tally != null && tally.atMostOnce());
      if (death && entry.getValue()[0] > most.events()) {
        most = new After(code, entry.getValue()[0], entry.getValue()[1]);
      }
    }
    return most;
  }
}
