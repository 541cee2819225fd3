/** Rules for what Redis says in so many words: the error replies that turn clients away. */
@NullMarked
package io.synscope.rule.reply;

import org.jspecify.annotations.NullMarked;
