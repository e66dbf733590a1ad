@NullMarked
package org.broadsheet.links.fetch;

import org.jspecify.annotations.NullMarked;
