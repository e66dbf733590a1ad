/** What is done to the system, and when: computed from a seed before anything runs. */
@NullMarked
package org.broadsheet.chaos.plan;

import org.jspecify.annotations.NullMarked;
