/**
 * Judgement: pure functions from observations to findings, one cause a file, and the book that
 * holds them in order.
 *
 * <p>{@link io.synscope.rule.CaseFile} is what rules read, {@link io.synscope.rule.Docket} what
 * they write to. The rules themselves live in the packages below this one, grouped by what goes
 * wrong.
 */
@NullMarked
package io.synscope.rule;

import org.jspecify.annotations.NullMarked;
