/**
 * A process whose law is known, to see whether what is learnt from it comes back, and the measures
 * that show it. {@link org.pan.sequences.testing.Clinic} simulates and scores; {@link
 * org.pan.sequences.testing.Rhythm} measures.
 */
@NullMarked
package org.pan.sequences.testing;

import org.jspecify.annotations.NullMarked;
