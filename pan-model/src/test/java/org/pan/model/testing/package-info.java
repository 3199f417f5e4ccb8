/** Small worlds and random networks on which the tests of the model stand. */
@NullMarked
package org.pan.model.testing;

import org.jspecify.annotations.NullMarked;
