/** Programs run and watched. */
@NullMarked
package org.pan.bench.process;

import org.jspecify.annotations.NullMarked;
