/** A known process comes back: what is sampled, and what is scored, against the truth. */
@NullMarked
package org.pan.sampling.known;

import org.jspecify.annotations.NullMarked;
