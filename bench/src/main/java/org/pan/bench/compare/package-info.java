/** The comparison: a run of each generator on each data set, and what came of it. */
@NullMarked
package org.pan.bench.compare;

import org.jspecify.annotations.NullMarked;
