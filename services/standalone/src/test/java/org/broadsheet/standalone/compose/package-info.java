/** What docker-compose.yml and its files promise, without a Docker engine; deploy/compose/prove has one. */
@NullMarked
package org.broadsheet.standalone.compose;

import org.jspecify.annotations.NullMarked;
