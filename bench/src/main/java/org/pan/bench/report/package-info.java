/** What came of a comparison, to read: as Markdown and as a page. */
@NullMarked
package org.pan.bench.report;

import org.jspecify.annotations.NullMarked;
