/** The main job from outside: a process, its API, feeds on loopback. */
@NullMarked
package org.broadsheet.standalone.job;

import org.jspecify.annotations.NullMarked;
