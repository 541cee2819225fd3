/** What a person types, and what answers: commands, options, exit codes. */
@NullMarked
package io.synscope.cli;

import org.jspecify.annotations.NullMarked;
