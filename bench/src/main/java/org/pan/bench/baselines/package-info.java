/** Generators of our own that are hard to beat, each in one respect. */
@NullMarked
package org.pan.bench.baselines;

import org.jspecify.annotations.NullMarked;
