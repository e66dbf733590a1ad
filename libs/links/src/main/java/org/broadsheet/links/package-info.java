/**
 * What a URL is, and which URLs are the same: parsing, link identity (raw, fetch URL, link key), registrable domains, and
 * the links of an entry's HTML. Nothing here touches the network; {@link org.broadsheet.links.fetch} does.
 */
@NullMarked
package org.broadsheet.links;

import org.jspecify.annotations.NullMarked;
