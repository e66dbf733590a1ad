/** Judging entries, when they come and when rules or subscriptions change. */
@NullMarked
package org.broadsheet.filter.verdict;

import org.jspecify.annotations.NullMarked;
