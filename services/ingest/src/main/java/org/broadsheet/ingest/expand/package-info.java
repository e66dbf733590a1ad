/** Replaces short links by where they lead, before anything is told of an entry. */
@NullMarked
package org.broadsheet.ingest.expand;

import org.jspecify.annotations.NullMarked;
