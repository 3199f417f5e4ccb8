/**
 * What a source should keep to, beyond what reading it needs: the MEDS standard, and sense within a
 * timeline.
 */
@NullMarked
package org.pan.sequences.internal.validation;

import org.jspecify.annotations.NullMarked;
