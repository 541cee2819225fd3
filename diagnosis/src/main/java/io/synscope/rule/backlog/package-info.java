/** Rules for a listener's queues, and for what looks like them: floods, limits, lost SYNs. */
@NullMarked
package io.synscope.rule.backlog;

import org.jspecify.annotations.NullMarked;
