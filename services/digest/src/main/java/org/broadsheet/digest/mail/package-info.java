/** What a digest looks like as a mail, and the ways to send one. */
@NullMarked
package org.broadsheet.digest.mail;

import org.jspecify.annotations.NullMarked;
