/** What is measured of queues and digests by the clock: digest always runs. */
@NullMarked
package org.broadsheet.digest.watch;

import org.jspecify.annotations.NullMarked;
