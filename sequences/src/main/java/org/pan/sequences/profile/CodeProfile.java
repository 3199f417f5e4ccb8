package org.pan.sequences.profile;

import org.jspecify.annotations.Nullable;

/**
 * One code.
 *
 * @param code its name
 * @param events its events
 * @param subjects subjects who have it
 * @param numberShare share of its events that have a number
 * @param numbers their spread, null where there are none
 * @param texts its distinct texts; counted up to a thousand
 */
public record CodeProfile(
    String code,
    long events,
    long subjects,
    double numberShare,
    @Nullable Quantiles numbers,
    int texts) {}
