package org.pan.sequences.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/** Gathers a {@link Profile}, timeline by timeline. */
final class ProfileTally {

  private final Schema schema;
  private final boolean timed;
  private final Map<String, CodeTally> codes = new HashMap<>();
  private final List<StaticTally> statics;
  private final NumberTally eventsPerSubject = new NumberTally();
  private final NumberTally lengths = new NumberTally();
  private final GapTally gaps = new GapTally();
  private final CalendarTally calendar = new CalendarTally();
  private final DeathTally deaths = new DeathTally();
  private long subjects;
  private long withoutEvents;
  private long events;
  private long duplicates;
  private long outsideWindow;
  private long starts;
  private long ends;

  ProfileTally(Schema schema) {
    this.schema = schema;
    timed = schema.resolution() != Resolution.DAY;
    statics = schema.statics().stream().map(StaticTally::new).toList();
  }

  void add(Timeline timeline) {
    subjects++;
    events += timeline.events().size();
    withoutEvents += timeline.events().isEmpty() ? 1 : 0;
    eventsPerSubject.add(timeline.events().size());
    statics.forEach(field -> field.add(timeline));
    addWindow(timeline);
    addEvents(timeline);
    deaths.add(timeline);
  }

  private void addWindow(Timeline timeline) {
    starts += timeline.start().isPresent() ? 1 : 0;
    ends += timeline.end().isPresent() ? 1 : 0;
    if (timeline.start().isPresent() && timeline.end().isPresent()) {
      lengths.add(
          Math.rint(
              (timeline.end().getAsLong() - timeline.start().getAsLong())
                  / (double) GapTally.DAY_MICROS));
    }
  }

  private void addEvents(Timeline timeline) {
    long start = timeline.start().orElse(Long.MIN_VALUE);
    // An end given as a date means the end of that day.
    long end = timeline.end().isPresent() ? timeline.end().getAsLong() : Long.MAX_VALUE;
    end = Math.floorMod(end, GapTally.DAY_MICROS) == 0 ? end + GapTally.DAY_MICROS - 1 : end;
    Set<Event> atOneTime = new HashSet<>();
    long last = Long.MIN_VALUE;
    for (Event event : timeline.events()) {
      long time = event.timeMicros();
      boolean first = last == Long.MIN_VALUE;
      if (!first) {
        gaps.add(last, time);
      }
      if (first || time != last) {
        atOneTime.clear();
        boolean newDay =
            first
                || Math.floorDiv(time, GapTally.DAY_MICROS)
                    != Math.floorDiv(last, GapTally.DAY_MICROS);
        calendar.add(time, newDay);
      }
      last = time;
      duplicates += atOneTime.add(event) ? 0 : 1;
      outsideWindow += time < start || time > end ? 1 : 0;
      codes
          .computeIfAbsent(event.code(), CodeTally::new)
          .add(subjects, event, timed && Math.floorMod(time, GapTally.DAY_MICROS) == 0);
    }
  }

  Profile profile() {
    List<CodeTally> shown =
        codes.values().stream()
            .filter(code -> code.subjects() >= Profile.PROTECT_BELOW)
            .sorted(
                Comparator.comparingLong(CodeTally::events)
                    .reversed()
                    .thenComparing(CodeTally::code))
            .toList();
    long shownEvents = shown.stream().mapToLong(CodeTally::events).sum();
    List<CodeProfile> codeProfiles = shown.stream().map(CodeTally::profile).toList();
    List<FieldProfile> fields =
        statics.stream().map(field -> field.profile(Profile.PROTECT_BELOW)).toList();
    double all = Math.max(1, subjects);
    Profile plain =
        new Profile(
            schema.timeMode(),
            schema.resolution(),
            subjects,
            withoutEvents,
            events,
            codeProfiles,
            codes.size() - shown.size(),
            events - shownEvents,
            fields,
            new WindowProfile(
                starts / all,
                ends / all,
                lengths.count() == 0 ? null : Quantiles.of(lengths.sample())),
            subjects == 0 ? null : Quantiles.of(eventsPerSubject.sample()),
            gaps.profile(),
            schema.timeMode() == TimeMode.ABSOLUTE ? calendar.profile(timed) : null,
            List.of());
    return withWarnings(plain, shown);
  }

  private Profile withWarnings(Profile plain, List<CodeTally> shown) {
    ProfileWarnings warnings = new ProfileWarnings(plain);
    warnings.rare();
    warnings.duplicates(duplicates);
    warnings.outsideWindow(outsideWindow);
    warnings.afterDeath(deaths.eventsAfter(codes));
    if (timed) {
      warnings.dateOnly(calendar, shown);
      warnings.lastMoment(calendar);
    }
    warnings.shiftedDates();
    warnings.farOut(shown);
    return new Profile(
        plain.timeMode(),
        plain.resolution(),
        plain.subjects(),
        plain.subjectsWithoutEvents(),
        plain.events(),
        plain.codes(),
        plain.rareCodes(),
        plain.rareEvents(),
        plain.statics(),
        plain.window(),
        plain.eventsPerSubject(),
        plain.gaps(),
        plain.calendar(),
        warnings.all());
  }
}
