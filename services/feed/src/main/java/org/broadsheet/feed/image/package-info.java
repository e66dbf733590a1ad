/** Pictures of other sites, shown without telling those sites who looks. */
@NullMarked
package org.broadsheet.feed.image;

import org.jspecify.annotations.NullMarked;
