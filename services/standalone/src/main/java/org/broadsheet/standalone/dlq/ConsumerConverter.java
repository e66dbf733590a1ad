package org.broadsheet.standalone.dlq;

import org.broadsheet.messaging.DeadLetterQueues;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a consumer, or of its dead letter queue. */
final class ConsumerConverter implements ITypeConverter<String> {
    private static final String DEAD = ".dead";

    @Override
    public String convert(String value) {
        var name = value.endsWith(DEAD) ? value.substring(0, value.length() - DEAD.length()) : value;
        if (!DeadLetterQueues.consumers().contains(name)) {
            throw new TypeConversionException("there is no consumer '" + value + "'; there are "
                    + String.join(", ", DeadLetterQueues.consumers()));
        }
        return name;
    }
}
