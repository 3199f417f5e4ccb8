/** Generators do the work they are given. */
@NullMarked
package org.pan.bench.generators;

import org.jspecify.annotations.NullMarked;
