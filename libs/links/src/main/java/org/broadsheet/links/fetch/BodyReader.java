package org.broadsheet.links.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a body within its limits of bytes: counted on the wire, and again inflated. */
final class BodyReader {
    private static final int CHUNK = 8_192;

    private final FetchBudget budget;

    BodyReader(FetchBudget budget) {
        this.budget = budget;
    }

    /**
     * @param coding the Content-Encoding header, null where there is none
     * @throws FetchFailure if it is larger than the budget, or its coding is broken, nested or unknown
     */
    byte[] read(InputStream wire, @Nullable String coding) throws IOException {
        var counted = new CountedStream(wire, budget.wireBytes());
        try (var body = decoded(counted, coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT))) {
            return readAll(body, counted);
        } catch (ZipException | EOFException e) {
            throw new FetchFailure(FailureKind.UNREADABLE, "broken " + coding + " body: " + e.getMessage());
        }
    }

    private static InputStream decoded(InputStream wire, String coding) throws IOException {
        return switch (coding) {
            case "", "identity" -> wire;
            case "gzip", "x-gzip" -> gunzip(wire);
            case "deflate" -> inflate(wire);
            default -> throw new FetchFailure(FailureKind.UNREADABLE, "content coding " + coding);
        };
    }

    private static InputStream gunzip(InputStream wire) throws IOException {
        var buffered = new BufferedInputStream(wire, CHUNK);
        buffered.mark(1);
        if (buffered.read() < 0) {
            return buffered;
        }
        buffered.reset();
        return new GZIPInputStream(buffered, CHUNK);
    }

    /** "deflate" is zlib by RFC 9110, but some servers send the bare stream: the first byte tells. */
    private static InputStream inflate(InputStream wire) throws IOException {
        var buffered = new BufferedInputStream(wire, CHUNK);
        buffered.mark(1);
        int first = buffered.read();
        buffered.reset();
        return new InflaterInputStream(buffered, new Inflater((first & 0x0F) != 8), CHUNK);
    }

    private byte[] readAll(InputStream body, CountedStream wire) throws IOException {
        var bytes = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
            if (bytes.size() + n > BodyRoom.SMALL) {
                BodyRoom.enlarge();
            }
            bytes.write(chunk, 0, n);
            if (bytes.size() > budget.bodyBytes()) {
                throw new FetchFailure(FailureKind.TOO_LARGE, "over " + budget.bodyBytes() + " bytes inflated");
            }
            if (bytes.size() > FetchBudget.RATIO_FROM && bytes.size() / budget.ratio() > wire.count) {
                throw new FetchFailure(FailureKind.TOO_LARGE, "inflates more than " + budget.ratio() + " times");
            }
        }
        return bytes.toByteArray();
    }

    private static final class CountedStream extends FilterInputStream {
        private final long limit;
        private long count;

        CountedStream(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        /** To close the stream of a body is to read it to its end; the connection is cut instead. */
        @Override
        public void close() {}

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int n = super.read(to, offset, length);
            count(n);
            return n;
        }

        private void count(int n) throws IOException {
            count += Math.max(n, 0);
            if (count > limit) {
                throw new FetchFailure(FailureKind.TOO_LARGE, "over " + limit + " bytes on the wire");
            }
        }
    }
}
