/** Rules for attempts that nobody answered, by where the silence begins. */
@NullMarked
package io.synscope.rule.silence;

import org.jspecify.annotations.NullMarked;
