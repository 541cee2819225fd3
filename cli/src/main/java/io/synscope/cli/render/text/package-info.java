/** A report as a page for people: 100 columns, complete without colour, calm with it. */
@NullMarked
package io.synscope.cli.render.text;

import org.jspecify.annotations.NullMarked;
