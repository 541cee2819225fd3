/** Rules for what goes wrong before the first SYN: names, addresses, neighbours on the link. */
@NullMarked
package io.synscope.rule.lookup;

import org.jspecify.annotations.NullMarked;
