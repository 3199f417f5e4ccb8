/** Timelines of one source held in memory as columns, codes and categories numbered as one. */
@NullMarked
package org.pan.evaluation.internal.cohort;

import org.jspecify.annotations.NullMarked;
