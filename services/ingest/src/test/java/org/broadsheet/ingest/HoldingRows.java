package org.broadsheet.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.testing.TestDatabase;

/** The rows of the service, behind its back. */
record HoldingRows(TestDatabase database) {
    static long count(TestDatabase database, String query) {
        return Long.parseLong(new HoldingRows(database).texts(query).getFirst());
    }

    long count(String query) {
        return count(database, query);
    }

    /** State, version and whether there are credentials. */
    String of(UUID connectionId) {
        return String.join("", texts("""
                SELECT concat_ws(' ', state, version, CASE WHEN sealed IS NULL THEN 'empty' ELSE 'sealed' END)
                  FROM connection WHERE id = '%s'""".formatted(connectionId)));
    }

    List<String> texts(String query) {
        try (var own = database.connect();
                var sql = own.createStatement()) {
            sql.execute("SET search_path TO ingest");
            try (ResultSet result = sql.executeQuery(query)) {
                var texts = new ArrayList<String>();
                while (result.next()) {
                    texts.add(result.getString(1));
                }
                return texts;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int change(String statement) {
        try (var own = database.connect();
                var sql = own.createStatement()) {
            sql.execute("SET search_path TO ingest");
            return sql.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every row of every table as text, bytes as characters. */
    String dump() {
        var selects = texts("""
                SELECT format('SELECT concat_ws(''|'', %s) FROM %I', string_agg(CASE data_type WHEN 'bytea'
                       THEN format('encode(%I, ''escape'')', column_name)
                       ELSE format('%I::text', column_name) END, ', '), table_name)
                  FROM information_schema.columns WHERE table_schema = 'ingest' GROUP BY table_name""");
        var text = new StringBuilder();
        selects.forEach(select -> texts(select).forEach(row -> text.append(row).append('\n')));
        return text.toString();
    }
}
