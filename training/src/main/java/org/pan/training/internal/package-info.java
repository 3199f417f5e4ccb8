/** How a Pan is fitted. Nothing here is for users. */
@NullMarked
package org.pan.training.internal;

import org.jspecify.annotations.NullMarked;
