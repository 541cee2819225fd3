/** Who is asked: what the user typed, and the addresses that it stands for. */
@NullMarked
package io.synscope.target;

import org.jspecify.annotations.NullMarked;
