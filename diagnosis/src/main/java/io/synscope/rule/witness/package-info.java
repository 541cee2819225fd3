/** What server, kernel and a second capture say, as findings beside those of the packets. */
@NullMarked
package io.synscope.rule.witness;

import org.jspecify.annotations.NullMarked;
