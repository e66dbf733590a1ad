/**
 * The one way to open a URL that a person or a page gave: addresses are checked where they are dialled, every redirect is
 * checked again, and every fetch has a budget of time and bytes (reliability.md 4b).
 */
@NullMarked
package org.broadsheet.links.fetch;

import org.jspecify.annotations.NullMarked;
