/** Patients are divided once. */
@NullMarked
package org.pan.bench.data;

import org.jspecify.annotations.NullMarked;
