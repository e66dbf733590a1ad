@NullMarked
package org.broadsheet.web;

import org.jspecify.annotations.NullMarked;
