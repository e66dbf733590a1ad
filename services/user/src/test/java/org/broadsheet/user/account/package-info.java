/** Tests. */
@org.jspecify.annotations.NullMarked
package org.broadsheet.user.account;
