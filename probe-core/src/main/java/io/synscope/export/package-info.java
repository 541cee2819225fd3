/** Numbers leaving a run: interval logs, slots for comparison, tables, metrics. */
@NullMarked
package io.synscope.export;

import org.jspecify.annotations.NullMarked;
