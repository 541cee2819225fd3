/**
 * The bytes of one packet, written from the RFCs for tests and sharing no code with the decoders
 * that read them.
 */
@NullMarked
package io.synscope.testkit.packet;

import org.jspecify.annotations.NullMarked;
