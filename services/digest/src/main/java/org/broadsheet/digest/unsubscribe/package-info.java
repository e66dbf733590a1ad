/** The way out of every mail (RFC 8058). */
@NullMarked
package org.broadsheet.digest.unsubscribe;

import org.jspecify.annotations.NullMarked;
