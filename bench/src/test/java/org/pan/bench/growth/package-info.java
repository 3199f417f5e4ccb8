@NullMarked
package org.pan.bench.growth;

import org.jspecify.annotations.NullMarked;
