/** Whether two latency distributions differ, by how much, and how sure that is. */
@NullMarked
package io.synscope.comparison;

import org.jspecify.annotations.NullMarked;
