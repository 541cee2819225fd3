/** Observations for tests of rules: each says only what matters to it, the rest is a quiet day. */
@NullMarked
package io.synscope.testing;

import org.jspecify.annotations.NullMarked;
