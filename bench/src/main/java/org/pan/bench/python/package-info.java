/** Programs in Python, each in a virtual environment of its own. */
@NullMarked
package org.pan.bench.python;

import org.jspecify.annotations.NullMarked;
