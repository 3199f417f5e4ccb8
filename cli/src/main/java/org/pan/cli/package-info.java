/** The pan command: one class a subcommand. Results go to stdout, progress and log to stderr. */
@NullMarked
package org.pan.cli;

import org.jspecify.annotations.NullMarked;
