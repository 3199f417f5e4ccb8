/** Parameters and backbones: what turns a row of inputs into a state. */
@NullMarked
package org.pan.model.network;

import org.jspecify.annotations.NullMarked;
