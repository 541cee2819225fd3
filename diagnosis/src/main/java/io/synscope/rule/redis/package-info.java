/** Rules for what the server process does: stands still, ends, restarts, closes on its clients. */
@NullMarked
package io.synscope.rule.redis;

import org.jspecify.annotations.NullMarked;
