/** Runs programs and watches what they, and all they start, use of the machine. */
@NullMarked
package org.pan.bench.process;

import org.jspecify.annotations.NullMarked;
