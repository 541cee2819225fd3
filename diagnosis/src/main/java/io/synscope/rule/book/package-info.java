/** The table of contents: every rule, in the order in which they are read. */
@NullMarked
package io.synscope.rule.book;

import org.jspecify.annotations.NullMarked;
