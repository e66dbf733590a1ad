package org.broadsheet.ingest;

import java.util.List;
import java.util.stream.Stream;

/** Addresses that nobody outside may have us ask, in the notations by which they were smuggled into products like this. */
final class HostileAddresses {
    private static final List<String> HOSTS = List.of(
            "0.0.0.0",
            "10.0.0.5",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.127.127.127",
            "168.63.129.16",
            "169.254.169.254",
            "169.254.170.2",
            "169.254.170.23",
            "172.16.0.1",
            "172.31.255.254",
            "192.0.0.1",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[::127.0.0.1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[::ffff:a9fe:a9fe]",
            "[64:ff9b::a9fe:a9fe]",
            "[64:ff9b:1::1]",
            "[100::1]",
            "[2001::1]",
            "[2001:0:7f00:1::]",
            "[2001:db8::1]",
            "[2002:a9fe:a9fe::]",
            "[2002:7f00:1::]",
            "[fc00::1]",
            "[fd00:ec2::254]",
            "[fd00:ec2::23]",
            "[fe80::1]",
            "[fec0::1]",
            "[ff02::1]",
            "[2600:1f18::5efe:7f00:1]",
            "localhost",
            "localhost.",
            "broker.localhost",
            "metadata.google.internal",
            "metadata",
            "printer.local",
            "db.internal",
            "news.example.org");

    private static final List<String> WHOLE = List.of(
            "http://127.1/",
            "http://0/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://0251.0376.0251.0376/",
            "http://127.0.0.1.:80/",
            "http://%31%32%37.0.0.1/",
            "http://\u2460\u2461\u2466.0.0.1/",
            "http://127\u30020\u30020\u30021/",
            "http://lo\u00adcalhost/",
            "http://good.example@127.0.0.1/",
            "http://good.example\\@127.0.0.1/",
            "http://127.0.0.1#@good.example/",
            "http://feeds.example:5432/",
            "http://feeds.example:5672/",
            "http://feeds.example:6379/",
            "http://feeds.example:25/",
            "file:///etc/passwd",
            "gopher://127.0.0.1:6379/_x",
            "ftp://127.0.0.1/",
            "feed:http://127.0.0.1/");

    private HostileAddresses() {}

    static List<String> all() {
        return Stream.concat(HOSTS.stream().map(host -> "http://" + host + "/latest/meta-data/"), WHOLE.stream())
                .toList();
    }
}
