/**
 * What a data set is like, before anything is learnt from it: counts, shares, rhythms of the
 * calendar, and warnings of what would mislead a model. {@link org.pan.sequences.profile.Profile}
 * is the way in.
 */
@NullMarked
package org.pan.sequences.profile;

import org.jspecify.annotations.NullMarked;
