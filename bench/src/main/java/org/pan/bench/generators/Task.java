package org.pan.bench.generators;

import java.nio.file.Path;
import java.time.Duration;
import org.pan.bench.data.Prepared;

/**
 * The work every generator is given.
 *
 * @param data the patients to learn from
 * @param subjects how many patients to draw
 * @param budget CPU time to learn in
 * @param seed of everything random
 * @param model a folder to keep in what was learnt; it does not exist yet
 * @param out a folder for the drawn patients, in the form of {@code data.train()}; it does not
 *     exist yet
 */
public record Task(
    Prepared data, long subjects, Duration budget, long seed, Path model, Path out) {}
