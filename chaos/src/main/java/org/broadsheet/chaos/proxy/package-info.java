/** The network between services and servers, which can be spoilt. */
@NullMarked
package org.broadsheet.chaos.proxy;

import org.jspecify.annotations.NullMarked;
