package org.broadsheet.chaos.proxy;

/** Finds the replies of a server, on one connection, that tell its client that something is done for good. */
interface Replies {
    /** The client says something; it is read before it is forwarded. */
    void asked(byte[] chunk, int length);

    /**
     * Reads a chunk of the server's to its end.
     *
     * @return the place in it where the first such reply begins, 0 if that was in an earlier chunk, or -1 if none is
     *     completed by it
     */
    int find(byte[] chunk, int length);

    /** Of a protocol that is not understood. */
    final class None implements Replies {
        @Override
        public void asked(byte[] chunk, int length) {}

        @Override
        public int find(byte[] chunk, int length) {
            return -1;
        }
    }
}
