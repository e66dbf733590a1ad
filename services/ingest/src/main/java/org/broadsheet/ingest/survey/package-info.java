/** What connected accounts offer and mute: when they are asked, and what follows. */
@NullMarked
package org.broadsheet.ingest.survey;

import org.jspecify.annotations.NullMarked;
