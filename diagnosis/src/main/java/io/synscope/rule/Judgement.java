package io.synscope.rule;

import io.synscope.finding.Finding;
import io.synscope.finding.Headline;
import io.synscope.finding.Unchecked;
import java.util.List;

/**
 * What the book says of a case.
 *
 * @param file the case as it was read
 * @param headline the one sentence
 * @param findings most important first
 * @param notChecked what could not be looked at
 */
public record Judgement(
    CaseFile file, Headline headline, List<Finding> findings, List<Unchecked> notChecked) {}
