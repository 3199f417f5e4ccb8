/**
 * Timelines in a scratch database, sorted by subject and time: how they get in from two views, and
 * how they are streamed out.
 */
@NullMarked
package org.pan.sequences.internal.store;

import org.jspecify.annotations.NullMarked;
