/**
 * The network: {@link org.pan.model.Pan} is the way in. A Pan is a set of heads, each with its own
 * parameters and its own likelihood, over one memory of the subject's past that training and
 * sampling share.
 */
@NullMarked
package org.pan.model;

import org.jspecify.annotations.NullMarked;
