/** Rules for connections that work, late: distance, spikes, queues that fill. */
@NullMarked
package io.synscope.rule.delay;

import org.jspecify.annotations.NullMarked;
