/** The bench as its users meet it. */
@NullMarked
package org.pan.bench;

import org.jspecify.annotations.NullMarked;
