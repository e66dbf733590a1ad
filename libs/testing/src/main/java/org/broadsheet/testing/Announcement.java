package org.broadsheet.testing;

/** Tells on the terminal which server the tests of this JVM use. */
final class Announcement {
    private Announcement() {}

    @SuppressWarnings("SystemOut") // a logger may be off, and a green run on the wrong server must be seen
    static void print(String server) {
        System.out.println("Tests use " + server);
    }
}
