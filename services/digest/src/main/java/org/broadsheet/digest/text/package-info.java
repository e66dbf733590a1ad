/** Texts of people and pages, made fit to be stored, mailed and shown. */
@NullMarked
package org.broadsheet.digest.text;

import org.jspecify.annotations.NullMarked;
