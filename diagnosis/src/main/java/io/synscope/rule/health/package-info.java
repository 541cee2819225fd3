/** What the capture could not show, and what looks wrong in it and is not. */
@NullMarked
package io.synscope.rule.health;

import org.jspecify.annotations.NullMarked;
