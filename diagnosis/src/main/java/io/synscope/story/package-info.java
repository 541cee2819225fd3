/**
 * An attempt's whole life in one word, told from its facts, its siblings' hop counts and the end of
 * the capture.
 *
 * <p>{@link io.synscope.story.StoryTeller} asks in turn: how the handshake went, how the connection
 * ended, whether something stayed unanswered, and how it lived.
 */
@NullMarked
package io.synscope.story;

import org.jspecify.annotations.NullMarked;
