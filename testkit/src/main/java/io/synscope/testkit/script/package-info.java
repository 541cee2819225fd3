/**
 * Packet scripts: one reader's page of a connection's story, turned into the bytes of a capture.
 *
 * <p>{@link io.synscope.testkit.script.PacketScript} reads them; the grammar stands in {@code
 * testkit/PACKET-SCRIPTS.md}.
 */
@NullMarked
package io.synscope.testkit.script;

import org.jspecify.annotations.NullMarked;
