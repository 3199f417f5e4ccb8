package org.pan.evaluation.internal.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Map<String, String> laneByCode;

  private Lanes(Map<String, String> laneByCode) {
    this.laneByCode = laneByCode;
  }

  /** The finest lanes of which no patient has too many. */
  static Lanes of(List<Timeline> patients) {
    List<Map<String, Long>> uses = patients.stream().map(Lanes::uses).toList();
    Map<String, String> lanes = new HashMap<>();
    uses.forEach(codes -> codes.keySet().forEach(code -> lanes.put(code, code)));
    boolean coarser = true;
    while (crowded(lanes, uses) && coarser) {
      Map<String, String> before = Map.copyOf(lanes);
      lanes.replaceAll((code, lane) -> group(lane));
      coarser = !lanes.equals(before);
    }
    return new Lanes(crowded(lanes, uses) ? frequent(lanes, uses) : lanes);
  }

  private static Map<String, Long> uses(Timeline patient) {
    return patient.events().stream()
        .collect(Collectors.groupingBy(Event::code, Collectors.counting()));
  }

  private static boolean crowded(Map<String, String> lanes, List<Map<String, Long>> uses) {
    return uses.stream().anyMatch(codes -> distinct(lanes, codes.keySet()) > MOST);
  }

  private static long distinct(Map<String, String> lanes, Set<String> codes) {
    return codes.stream().map(lanes::get).distinct().count();
  }

  private static String group(String code) {
    int end = Math.max(code.lastIndexOf("//"), code.lastIndexOf(':'));
    return end > 0 ? code.substring(0, end) : code;
  }

  private static Map<String, String> frequent(
      Map<String, String> lanes, List<Map<String, Long>> uses) {
    Map<String, Long> sums = new HashMap<>();
    for (Map<String, Long> codes : uses) {
      codes.forEach((code, count) -> sums.merge(lanes.getOrDefault(code, REST), count, Long::sum));
    }
    Set<String> kept =
        sums.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
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
