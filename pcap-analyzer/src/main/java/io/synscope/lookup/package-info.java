/** What was asked before a connection could be tried: names and link-layer neighbours. */
@NullMarked
package io.synscope.lookup;

import org.jspecify.annotations.NullMarked;
