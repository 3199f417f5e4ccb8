package org.pan.evaluation.internal.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/**
 * Which lane a code's events are drawn in: one a code where there are few, else one a group of
 * codes. {@code LAB//HDL//mg} is in group {@code LAB//HDL} and that in {@code LAB}.
 */
final class Lanes {

  /** More lanes than these are hard to follow. */
  static final int MOST = 14;

  private static final String REST = "other";
  private static final Pattern LAST_PART = Pattern.compile("^(.+?)(//|:)[^/:]*$");

  private final Map<String, String> laneByCode;

  private Lanes(Map<String, String> laneByCode) {
    this.laneByCode = laneByCode;
  }

  /** The finest lanes for these patients that are not too many. */
  static Lanes of(List<Timeline> patients) {
    Map<String, Integer> uses = new HashMap<>();
    for (Timeline patient : patients) {
      for (Event event : patient.events()) {
        uses.merge(event.code(), 1, Integer::sum);
      }
    }
    Map<String, String> lanes = new HashMap<>();
    uses.keySet().forEach(code -> lanes.put(code, code));
    boolean coarser = true;
    while (distinct(lanes) > MOST && coarser) {
      int before = distinct(lanes);
      lanes.replaceAll((code, lane) -> parent(lane));
      coarser = distinct(lanes) < before;
    }
    return new Lanes(distinct(lanes) > MOST ? frequent(lanes, uses) : lanes);
  }

  private static String parent(String lane) {
    Matcher matcher = LAST_PART.matcher(lane);
    return matcher.matches() ? matcher.group(1) : lane;
  }

  private static int distinct(Map<String, String> lanes) {
    return new HashSet<>(lanes.values()).size();
  }

  private static Map<String, String> frequent(
      Map<String, String> lanes, Map<String, Integer> uses) {
    Map<String, Integer> sums = new HashMap<>();
    lanes.forEach((code, lane) -> sums.merge(lane, uses.getOrDefault(code, 0), Integer::sum));
    Set<String> kept =
        sums.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST - 1)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Map<String, String> fewer = new LinkedHashMap<>();
    lanes.forEach((code, lane) -> fewer.put(code, kept.contains(lane) ? lane : REST));
    return fewer;
  }

  /** The lane of a code. */
  String of(String code) {
    return laneByCode.getOrDefault(code, REST);
  }

  /** The lanes these events are in, in alphabetical order. */
  List<String> names(List<Event> events) {
    return events.stream().map(event -> of(event.code())).sorted().distinct().toList();
  }
}
