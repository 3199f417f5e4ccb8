/** Judges from outside are judged themselves. */
@NullMarked
package org.pan.bench.judges;

import org.jspecify.annotations.NullMarked;
