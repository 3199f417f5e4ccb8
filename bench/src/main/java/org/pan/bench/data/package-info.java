/** The patients on whom generators are compared: where they come from and how they are divided. */
@NullMarked
package org.pan.bench.data;

import org.jspecify.annotations.NullMarked;
