/** The baselines do what they say. */
@NullMarked
package org.pan.bench.baselines;

import org.jspecify.annotations.NullMarked;
