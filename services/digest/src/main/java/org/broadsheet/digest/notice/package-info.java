/** What readers are told beside their digests: that their timelines rest while they are away. */
@NullMarked
package org.broadsheet.digest.notice;

import org.jspecify.annotations.NullMarked;
