/** Sample sources, an account, a blocked domain and a digest, for a first look. */
@NullMarked
package org.broadsheet.standalone.demo;

import org.jspecify.annotations.NullMarked;
