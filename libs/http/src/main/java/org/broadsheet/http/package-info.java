/**
 * What every service's HTTP side has in common: the envelope, errors, paging, authentication, idempotency keys, security
 * headers, health, and the start of a service.
 */
@NullMarked
package org.broadsheet.http;

import org.jspecify.annotations.NullMarked;
