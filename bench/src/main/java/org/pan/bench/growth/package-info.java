/** How the cost of PAN's work grows with what it works on. */
@NullMarked
package org.pan.bench.growth;

import org.jspecify.annotations.NullMarked;
