package org.broadsheet.standalone.dlq;

import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The id of a message. */
final class IdConverter implements ITypeConverter<UUID> {
    @Override
    public UUID convert(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + value + "' is no message id: ./broadsheet dlq list --each shows those there are");
        }
    }
}
