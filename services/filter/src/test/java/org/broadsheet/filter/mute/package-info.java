@org.jspecify.annotations.NullMarked
package org.broadsheet.filter.mute;
