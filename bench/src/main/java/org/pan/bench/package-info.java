/**
 * The bench: PAN beside other generators on the same work. It adds commands to {@code pan}; start
 * reading at {@link org.pan.bench.CompareCommand}.
 */
@NullMarked
package org.pan.bench;

import org.jspecify.annotations.NullMarked;
