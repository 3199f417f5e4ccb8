@NullMarked
package org.pan.evaluation;

import org.jspecify.annotations.NullMarked;
