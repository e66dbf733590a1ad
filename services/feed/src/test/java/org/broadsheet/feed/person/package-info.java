@NullMarked
package org.broadsheet.feed.person;

import org.jspecify.annotations.NullMarked;
