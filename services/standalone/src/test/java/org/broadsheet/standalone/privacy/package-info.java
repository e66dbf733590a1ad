/** Hundreds of readers with timelines of their own, and what each of them is answered. */
@NullMarked
package org.broadsheet.standalone.privacy;

import org.jspecify.annotations.NullMarked;
