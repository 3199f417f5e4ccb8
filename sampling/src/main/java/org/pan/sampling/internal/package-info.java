/** How a sampler draws. Nothing here is for users. */
@NullMarked
package org.pan.sampling.internal;

import org.jspecify.annotations.NullMarked;
