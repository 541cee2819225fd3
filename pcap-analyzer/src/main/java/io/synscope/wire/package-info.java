/**
 * Headers as flyweights over captured bytes, and the packet that they add up to.
 *
 * <p>Captured bytes are hostile: a decoder never throws, it says what it could not read. Imports
 * nothing but the JDK.
 */
@NullMarked
package io.synscope.wire;

import org.jspecify.annotations.NullMarked;
