package org.pan.sequences.profile;

import org.jspecify.annotations.Nullable;

/**
 * The subjects' observation windows.
 *
 * @param startKnown share of subjects whose start is known
 * @param endKnown share of subjects whose end is known
 * @param lengthDays spread of the lengths, null where none is known
 */
public record WindowProfile(double startKnown, double endKnown, @Nullable Quantiles lengthDays) {}
