/**
 * What a finding is: a cause with its severity, confidence, evidence, alternatives, remedies and
 * the test that would settle it.
 */
@NullMarked
package io.synscope.finding;

import org.jspecify.annotations.NullMarked;
