/**
 * Programs for the rewriter: each public static method without parameters is one, and what it
 * returns or throws must be the same before and after.
 */
@NullMarked
package io.synscope.jar.sample;

import org.jspecify.annotations.NullMarked;
