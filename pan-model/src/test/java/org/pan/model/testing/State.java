package org.pan.model.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.pan.model.Pan;
import org.pan.model.memory.Memory;
import org.pan.model.memory.Subject;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * A moment in a subject's life: its first events have happened.
 *
 * @param events of the whole record
 * @param seen how many of them have happened
 */
public record State(Subject subject, EncodedTimeline events, int seen) {

  /** States at random places of random timelines. */
  public static List<State> random(Pan pan, List<EncodedTimeline> timelines, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<State> states = new ArrayList<>();
    while (states.size() < count) {
      EncodedTimeline timeline = timelines.get(random.nextInt(timelines.size()));
      int seen = random.nextInt(timeline.size() + 1);
      states.add(new State(pan.inputs().of(timeline), timeline, seen));
    }
    return states;
  }

  /** A memory that has seen the first events. */
  public Memory memory(Pan pan) {
    Memory memory = pan.memory();
    memory.begin(subject);
    for (int i = 0; i < seen; i++) {
      memory.observe(events.time()[i], events.code()[i], events.number()[i]);
    }
    return memory;
  }

  /** The same with another end of observation. */
  public State withEnd(long end) {
    return with(subject.start(), end, subject.anchors());
  }

  /** The same with another start of observation. */
  public State withStart(long start) {
    return with(start, subject.end(), subject.anchors());
  }

  /** The same with all declared dates on this day. */
  public State withAnchors(int day) {
    int[] anchors = new int[subject.anchors().length];
    Arrays.fill(anchors, day);
    return with(subject.start(), subject.end(), anchors);
  }

  private State with(long start, long end, int[] anchors) {
    Subject other =
        new Subject(
            subject.statics(), start, end, anchors, subject.staticClasses(), subject.levels());
    return new State(other, events, seen);
  }

  /** Time of the last event, or of the start of observation. */
  public long now() {
    return seen > 0 ? events.time()[seen - 1] : subject.start();
  }
}
