/**
 * The likelihoods, one a file: each holds its log-probability, its sampling and its parameters
 * together.
 */
@NullMarked
package org.pan.model.heads;

import org.jspecify.annotations.NullMarked;
