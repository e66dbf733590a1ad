package org.broadsheet.standalone.dlq;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Counts dead letters by consumer and reason.")
final class ListCommand extends LookCommand {
    @Option(names = "--each", description = "A line for each letter instead")
    private boolean each;

    ListCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    LetterView view(boolean json, PrintWriter out) {
        if (each) {
            return json ? JsonViews.lines(out) : TextViews.lines(out);
        }
        return json ? JsonViews.groups(out) : TextViews.groups(out);
    }
}
