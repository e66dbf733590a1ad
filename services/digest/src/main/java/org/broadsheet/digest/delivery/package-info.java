/** Hands digests and notices to the mail server, each at most once. */
@NullMarked
package org.broadsheet.digest.delivery;

import org.jspecify.annotations.NullMarked;
