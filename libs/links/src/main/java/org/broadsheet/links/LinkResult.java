package org.broadsheet.links;

/** What became of a text that should be a link. */
public sealed interface LinkResult permits Link, Rejected {}
