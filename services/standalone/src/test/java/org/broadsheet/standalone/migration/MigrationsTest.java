package org.broadsheet.standalone.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.broadsheet.testing.Checkout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A migration runs while the version before still serves: it adds, and what that version uses stays as it is. What nobody
 * uses any more goes with a later version, in a file of its own that is named {@code V<n>__contract_<what>.sql}.
 */
class MigrationsTest {
    private static final List<Pattern> BREAKS = List.of(
            Pattern.compile("DROP (TABLE|COLUMN|VIEW|FUNCTION|TYPE|SCHEMA)\\b"),
            Pattern.compile("\\bRENAME\\b"),
            Pattern.compile("ALTER COLUMN \\w+ (SET DATA )?TYPE\\b"),
            Pattern.compile("ALTER COLUMN \\w+ SET NOT NULL"),
            Pattern.compile("\\bTRUNCATE\\b"),
            // Who inserts as the version before does would be refused.
            Pattern.compile("ADD COLUMN (IF NOT EXISTS )?(?![^,;]*DEFAULT)[^,;]*NOT NULL"));

    /** From before there was any deployment. */
    private static final List<String> BEFORE_THE_FIRST =
            List.of("ingest/V3__pages.sql", "feed/V6__what_members_say.sql");

    @Test
    void theVersionBeforeCanServeWhatAMigrationLeaves() throws IOException {
        var breaking = new ArrayList<String>();
        for (var file : migrations()) {
            if (breaks(Files.readString(file)) && !file.toString().contains("__contract_")) {
                breaking.add(file.subpath(file.getNameCount() - 2, file.getNameCount())
                        .toString());
            }
        }
        assertThat(breaking).containsExactlyInAnyOrderElementsOf(BEFORE_THE_FIRST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE a ADD COLUMN b text|false",
                "ALTER TABLE a ADD COLUMN b text NOT NULL|true",
                "ALTER TABLE a ADD COLUMN b boolean NOT NULL DEFAULT false, ADD COLUMN c text|false",
                "ALTER TABLE a ADD COLUMN b boolean NOT NULL DEFAULT false, ADD COLUMN c text NOT NULL|true",
                "alter table a drop column b|true",
                "ALTER TABLE a ALTER COLUMN b DROP NOT NULL|false",
                "ALTER TABLE a ALTER COLUMN b SET NOT NULL|true",
                "ALTER TABLE a RENAME COLUMN b TO c|true",
                "-- we rename nothing|false",
                "CREATE TABLE a (b text NOT NULL)|false"
            })
    void whatBreaksTheVersionBeforeIsSeen(String statement, boolean breaks) {
        assertThat(breaks(statement)).isEqualTo(breaks);
    }

    private static boolean breaks(String sql) {
        var statements = sql.replaceAll("--[^\n]*", "").replaceAll("\\s+", " ").toUpperCase(java.util.Locale.ROOT);
        return BREAKS.stream().anyMatch(pattern -> pattern.matcher(statements).find());
    }

    private static List<Path> migrations() throws IOException {
        var found = new ArrayList<Path>();
        for (var folder : List.of("services", "libs")) {
            try (var files = Files.walk(Checkout.root().resolve(folder))) {
                files.filter(file -> file.toString().contains("/src/main/resources/db/migration/"))
                        .filter(file -> file.toString().endsWith(".sql"))
                        .forEach(found::add);
            }
        }
        assertThat(found).hasSizeGreaterThan(15);
        return found;
    }
}
