package org.broadsheet.standalone.dlq;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "show",
        description =
                "Prints dead letters whole: headers, and the first 64 KiB of the body, which may hold what people wrote.")
final class ShowCommand extends LookCommand {
    ShowCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    LetterView view(boolean json, PrintWriter out) {
        return json ? JsonViews.pages(out) : TextViews.pages(out);
    }
}
