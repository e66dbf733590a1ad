/** The messages that the services exchange: records, their wire names and their schema versions. */
@NullMarked
package org.broadsheet.events;

import org.jspecify.annotations.NullMarked;
