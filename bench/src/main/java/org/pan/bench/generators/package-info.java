/** What is compared: how each generator is run, and what it cannot do. */
@NullMarked
package org.pan.bench.generators;

import org.jspecify.annotations.NullMarked;
