package org.broadsheet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As whom PostgreSQL's programs run. The server refuses to be root; so where we are, it gets either a user namespace
 * of its own, in which root is nobody (containers often deny that), or the identity of the unprivileged user that owns
 * the data. On Linux it is also told to end when this process does.
 *
 * @param prefix command that runs another command as this account
 * @param owner user the data must belong to; {@code null} stands for the current one
 */
record PostgresAccount(List<String> prefix, @Nullable UserPrincipal owner) {
    private static final int ROOT = 0;
    private static final int NOGROUP = 65534;

    PostgresAccount {
        prefix = List.copyOf(prefix);
    }

    /**
     * Chooses the account for a data directory that may not exist yet.
     *
     * @throws EmbeddedServerException if there is no way to run the server with the present privileges
     */
    static PostgresAccount of(Path data, SystemTools tools) throws IOException {
        List<String> apart = tools.setsid() ? List.of("setsid") : List.of();
        List<String> ending = tools.setpriv() ? List.of("setpriv", "--pdeathsig", "INT", "--") : List.of();
        if (currentUser() != ROOT) {
            return new PostgresAccount(concat(apart, ending), null);
        }
        boolean belongsToAnother = Files.exists(data) && unixId(data, "unix:uid") != ROOT;
        if (tools.namespaces() && !belongsToAnother) {
            return new PostgresAccount(concat(with(apart, "unshare", "-U", "--"), ending), null);
        }
        if (!tools.setpriv()) {
            throw new EmbeddedServerException("PostgreSQL does not run as root, and neither unshare nor setpriv "
                    + "(package util-linux) can drop root here: start as an ordinary user, or name a server by "
                    + "BROADSHEET_DATABASE_URL");
        }
        UserPrincipal owner = belongsToAnother ? Files.getOwner(data) : nobody(data);
        String user = belongsToAnother ? Integer.toString(unixId(data, "unix:uid")) : owner.getName();
        String group = Integer.toString(belongsToAnother ? unixId(data, "unix:gid") : NOGROUP);
        return new PostgresAccount(
                with(
                        apart,
                        "setpriv",
                        "--reuid=" + user,
                        "--regid=" + group,
                        "--clear-groups",
                        "--pdeathsig",
                        "INT",
                        "--"),
                owner);
    }

    private static UserPrincipal nobody(Path data) throws IOException {
        return data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    }

    List<String> command(Path program, List<String> arguments) {
        return concat(with(prefix, program.toString()), arguments);
    }

    private static int currentUser() throws IOException {
        Path probe = Files.createTempFile("user-", ".probe"); // /proc is not everywhere
        try {
            return unixId(probe, "unix:uid");
        } finally {
            Files.delete(probe);
        }
    }

    private static int unixId(Path path, String attribute) throws IOException {
        return (Integer) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<String> with(List<String> list, String... more) {
        return concat(list, List.of(more));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
