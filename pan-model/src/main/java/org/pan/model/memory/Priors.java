package org.pan.model.memory;

/**
 * What is expected of a subject before anything of it is seen, by its static fields.
 *
 * @param intensity how often it comes
 * @param levels where its values lie
 */
public record Priors(Intensity intensity, Levels levels) {}
