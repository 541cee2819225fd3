/** Questions about speed and memory; each class holds one, with its last answer. */
@NullMarked
package io.synscope.benchmark;

import org.jspecify.annotations.NullMarked;
