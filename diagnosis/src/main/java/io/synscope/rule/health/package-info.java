/** What the capture could not show, and which one would. */
@NullMarked
package io.synscope.rule.health;

import org.jspecify.annotations.NullMarked;
