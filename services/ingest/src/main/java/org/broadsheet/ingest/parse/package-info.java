/**
 * What a document says: RSS, Atom and JSON Feed read into one shape, and the feeds that a page names. Pure code; no input
 * makes it throw.
 */
@NullMarked
package org.broadsheet.ingest.parse;

import org.jspecify.annotations.NullMarked;
