/**
 * A report as JSON, schema {@code synscope/1}: written as a stream, read back into the same report.
 *
 * <p>What is left out is decided once. Numbers and lists are always there, {@code 0} and {@code []}
 * meaning none. Texts that would be empty, times that were never seen, and percentiles that fall
 * among unanswered attempts are left out. {@code null} is never written. A time stands twice: as
 * RFC 3339 in UTC with nanoseconds, and under the same name ending in {@code Nanos} as integer
 * nanoseconds since 1970. Frames are numbers as Wireshark shows them, in the file named by {@code
 * file} beside them; evidence always names it, lines of tables only where the input has several
 * files. Frames in further files stand in {@code elsewhere}.
 */
@NullMarked
package io.synscope.cli.render.json;

import org.jspecify.annotations.NullMarked;
