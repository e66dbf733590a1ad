/** Hands digests to the mailer, each at most once. */
@NullMarked
package org.broadsheet.digest.delivery;

import org.jspecify.annotations.NullMarked;
