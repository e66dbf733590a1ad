package org.broadsheet.links;

/** What became of a text that should be a URL. */
public sealed interface UrlResult permits WebUrl, Rejected {}
