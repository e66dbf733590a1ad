@NullMarked
package org.broadsheet.digest.mail;

import org.jspecify.annotations.NullMarked;
