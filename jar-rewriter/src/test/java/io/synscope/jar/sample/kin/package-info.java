/** A parent in another package, whose protected methods its children refer to. */
@NullMarked
package io.synscope.jar.sample.kin;

import org.jspecify.annotations.NullMarked;
