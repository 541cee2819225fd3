package io.synscope.cli.render.json;

/** What a file of ours may hold. */
public sealed interface Saved permits SavedReport, ComparedSides {}
