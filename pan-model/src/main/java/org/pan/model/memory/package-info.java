/**
 * What a subject's past looks like to the network. {@link org.pan.model.memory.Memory} computes it,
 * the same code for training and for sampling, so that the two cannot disagree.
 */
@NullMarked
package org.pan.model.memory;

import org.jspecify.annotations.NullMarked;
