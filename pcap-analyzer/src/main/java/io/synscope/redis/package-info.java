/**
 * What was said inside connections: requests paired with replies, where their time went, and who
 * made whom wait.
 */
@NullMarked
package io.synscope.redis;

import org.jspecify.annotations.NullMarked;
