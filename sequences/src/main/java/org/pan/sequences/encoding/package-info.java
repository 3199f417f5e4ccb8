/**
 * The encoding from timelines to integers and back: fitted once on training subjects, then frozen
 * and saved as JSON with the model. {@link org.pan.sequences.encoding.Encoding} is the way in.
 */
@NullMarked
package org.pan.sequences.encoding;

import org.jspecify.annotations.NullMarked;
