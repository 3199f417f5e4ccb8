package org.pan.sequences.profile;

/**
 * A named share.
 *
 * @param label what it is the share of
 * @param share between 0 and 1
 */
public record Bar(String label, double share) {}
