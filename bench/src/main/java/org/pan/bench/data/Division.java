package org.pan.bench.data;

import org.pan.sequences.Resolution;
import org.pan.sequences.TimeMode;

/**
 * How patients were divided.
 *
 * @param name of the data
 * @param seed of the division
 * @param most patients that were wanted
 * @param trainSubjects patients to learn from
 * @param trainEvents their events
 * @param holdoutSubjects patients to judge by
 * @param holdoutEvents their events
 * @param timeMode whether times are dates
 * @param resolution the finest unit of times
 */
public record Division(
    String name,
    long seed,
    long most,
    long trainSubjects,
    long trainEvents,
    long holdoutSubjects,
    long holdoutEvents,
    TimeMode timeMode,
    Resolution resolution) {}
