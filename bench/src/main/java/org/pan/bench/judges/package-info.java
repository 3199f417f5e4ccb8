/** Who judges what was drawn: the module {@code evaluation}, and programs from outside. */
@NullMarked
package org.pan.bench.judges;

import org.jspecify.annotations.NullMarked;
