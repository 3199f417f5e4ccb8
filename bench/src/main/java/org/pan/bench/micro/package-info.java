/**
 * Benchmarks of the hot paths, with JMH: how fast each is beside what the machine can do at most.
 * Start reading at {@link org.pan.bench.micro.MicroRun}.
 */
@NullMarked
package org.pan.bench.micro;

import org.jspecify.annotations.NullMarked;
