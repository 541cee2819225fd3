/** Made-up traffic of any size whose truth is counted while it is written. */
@NullMarked
package io.synscope.testkit.generate;

import org.jspecify.annotations.NullMarked;
