/**
 * What a timeline is, and how one is read, written and profiled. Everything a user of timelines
 * needs stands here; how a source is read lies in {@code internal}. The fitted encoding to integers
 * is in {@link org.pan.sequences.encoding}.
 */
@NullMarked
package org.pan.sequences;

import org.jspecify.annotations.NullMarked;
