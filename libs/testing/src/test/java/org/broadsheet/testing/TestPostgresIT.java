package org.broadsheet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestPostgresIT {
    @Test
    void everyDatabaseIsNewAndEmptyAndAwayFromUtc() throws SQLException {
        TestDatabase one = TestPostgres.shared().freshDatabase();
        TestDatabase other = TestPostgres.shared().freshDatabase();

        try (Connection connection = one.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE only_here (a int)");
        }
        assertThat(query(other, "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"))
                .isEqualTo("0");
        assertThat(query(other, "SHOW timezone")).isNotEqualTo("UTC");
        assertThat(TestPostgres.shared().name()).startsWith("PostgreSQL ");
    }

    private static String query(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
