@NullMarked
package org.pan.evaluation.internal.privacy;

import org.jspecify.annotations.NullMarked;
