/** What server and kernel say of themselves, as findings beside those of the packets. */
@NullMarked
package io.synscope.rule.witness;

import org.jspecify.annotations.NullMarked;
