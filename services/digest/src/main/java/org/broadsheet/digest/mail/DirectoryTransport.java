package org.broadsheet.digest.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes mails as files ({@code .eml}, RFC 5322), which mail programs open. A file is there whole or not at all, also
 * after a power failure, and writing it again replaces it by the same.
 */
final class DirectoryTransport implements MailTransport {
    private final Path directory;

    DirectoryTransport(Path directory) {
        this.directory = directory;
    }

    @Override
    public HandOver handOver(String name, MimeMessage mail) {
        try {
            Files.createDirectories(directory);
            var unfinished = directory.resolve("." + name + ".tmp");
            write(mail, unfinished);
            Files.move(
                    unfinished,
                    directory.resolve(name + ".eml"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return new HandOver.Taken();
        } catch (IOException | MessagingException e) {
            return new HandOver.NotTaken(
                    "The mail could not be written (" + e.getClass().getSimpleName() + ").");
        }
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    private static void write(MimeMessage mail, Path file) throws IOException, MessagingException {
        try (var channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                var out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            mail.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }
}
