/** What a Pan is made of and how it is kept on disk. Nothing here is for users. */
@NullMarked
package org.pan.model.checkpoint;

import org.jspecify.annotations.NullMarked;
