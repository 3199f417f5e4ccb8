package org.pan.bench.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/**
 * Timelines that are series of numbers of one length: all have events at the same times, which are
 * equally far apart, and at each time one number of every code.
 */
public final class RegularSeries {

  private static final int FEWEST_TIMES = 3;

  private RegularSeries() {}

  /** What keeps the timelines of a data set from being such series, if anything does. */
  public static Optional<String> fault(Path folder) {
    try (Dataset data = Dataset.open(folder);
        Stream<Timeline> timelines = data.timelines()) {
      Optional<Shape> first = Optional.empty();
      for (Timeline timeline : (Iterable<Timeline>) timelines::iterator) {
        Shape shape = Shape.of(timeline);
        Optional<String> fault = shape.fault(first.orElse(shape), timeline.events());
        if (fault.isPresent()) {
          return fault;
        }
        first = first.or(() -> Optional.of(shape));
      }
      return Optional.empty();
    }
  }

  /** When a patient has events, and with which codes. */
  private record Shape(List<Long> times, List<String> codes) {

    static Shape of(Timeline timeline) {
      List<Event> events = timeline.events();
      return new Shape(
          events.stream().map(Event::timeMicros).distinct().toList(),
          events.stream().map(Event::code).distinct().sorted().toList());
    }

    Optional<String> fault(Shape first, List<Event> events) {
      if (!equals(first)) {
        return Optional.of("not all patients have events of the same codes at the same times");
      }
      if (times.size() < FEWEST_TIMES || !areEquallyFarApart()) {
        return Optional.of("times are not equally far apart");
      }
      long different =
          events.stream().map(e -> List.of(e.timeMicros(), e.code())).distinct().count();
      long places = (long) times.size() * codes.size();
      if (different != places || events.size() != places) {
        return Optional.of("not every code has one event at every time");
      }
      return events.stream().allMatch(Event::hasNumber)
          ? Optional.empty()
          : Optional.of("there are events without a number");
    }

    private boolean areEquallyFarApart() {
      long step = times.get(1) - times.get(0);
      return IntStream.range(1, times.size())
          .allMatch(i -> times.get(i) - times.get(i - 1) == step);
    }
  }
}
