package org.broadsheet.standalone.dlq;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** The command in this process: what it answered and printed. */
record Command(int status, String out, String err) {
    static Command run(Map<String, String> environment, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status = DeadLetterCommand.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Command(status, out.toString(), err.toString());
    }
}
