/** The timelines of accounts elsewhere: what one page of one says, and which page is asked next. No network, no database. */
@NullMarked
package org.broadsheet.networks.timeline;

import org.jspecify.annotations.NullMarked;
