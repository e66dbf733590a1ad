@org.jspecify.annotations.NullMarked
package org.broadsheet.networks.survey;
