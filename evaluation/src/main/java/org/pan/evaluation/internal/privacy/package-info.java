/**
 * Does a synthetic set give anyone away? Copies, distances and attacks on the training patients,
 * each beside the same on real patients the generator has not seen.
 */
@NullMarked
package org.pan.evaluation.internal.privacy;

import org.jspecify.annotations.NullMarked;
