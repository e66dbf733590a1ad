/** What an account has at its network besides posts: which timelines it offers, and what its owner has muted. */
@NullMarked
package org.broadsheet.networks.survey;

import org.jspecify.annotations.NullMarked;
