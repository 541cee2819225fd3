/** It works, late: distance, spikes, and queues that a bulk transfer fills. */
@NullMarked
package io.synscope.rule.delay;

import org.jspecify.annotations.NullMarked;
