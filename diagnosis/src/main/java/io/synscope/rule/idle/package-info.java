/** Rules for connections that died while nobody spoke, or were found dead when somebody did. */
@NullMarked
package io.synscope.rule.idle;

import org.jspecify.annotations.NullMarked;
