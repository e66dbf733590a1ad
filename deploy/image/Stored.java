import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies jars as they are, but for their entries' being stored without compression: {@code java Stored.java FROM TO}. The layers of an
 * image are compressed as a whole, which makes less of a hundred jars than each by itself does.
 */
final class Stored {
    public static void main(String[] folders) throws IOException {
        try (var jars = Files.newDirectoryStream(Path.of(folders[0]), "*.jar")) {
            for (var jar : jars) {
                var copy = Path.of(folders[1]).resolve(jar.getFileName());
                store(jar, copy);
                Files.setLastModifiedTime(copy, Files.getLastModifiedTime(jar));
            }
        }
    }

    private static void store(Path jar, Path copy) throws IOException {
        try (var from = new ZipFile(jar.toFile());
                var to = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (var entries = from.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                var bytes = from.getInputStream(entry).readAllBytes();
                var stored = new ZipEntry(entry.getName());
                stored.setMethod(ZipEntry.STORED);
                stored.setLastModifiedTime(entry.getLastModifiedTime());
                stored.setSize(bytes.length);
                stored.setCrc(entry.getCrc());
                to.putNextEntry(stored);
                to.write(bytes);
                to.closeEntry();
            }
        }
    }
}
