/**
 * What a command line may say.
 *
 * <p>Groups of options that several commands share, and how their words become values.
 */
@NullMarked
package io.synscope.cli.option;

import org.jspecify.annotations.NullMarked;
