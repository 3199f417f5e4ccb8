/** Draws timelines from a fitted model under conditions. It never sees training. */
@NullMarked
package org.pan.sampling;

import org.jspecify.annotations.NullMarked;
