/** What is known of the articles that entries lead to: what feeds say of their own, and what their pages say. */
@NullMarked
package org.broadsheet.ingest.article;

import org.jspecify.annotations.NullMarked;
