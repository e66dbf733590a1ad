package org.broadsheet.links.fetch;

import java.util.stream.Stream;

/** Addresses that nobody may be led to, by the rows of the list of hostile inputs (reliability.md section 10). */
final class HostileUrls {
    private HostileUrls() {}

    static Stream<String> all() {
        return Stream.of(
                // row 1
                "http://169.254.169.254/latest/meta-data/",
                // row 2
                "http://169.254.170.2/v2/credentials/x",
                "http://169.254.170.23/",
                "http://[fd00:ec2::23]/",
                // row 3
                "http://[fd00:ec2::254]/",
                "http://metadata.google.internal/",
                // row 4
                "http://127.0.0.1/",
                "http://127.1/",
                "http://2130706433/",
                "http://0/",
                "http://0x7f000001/",
                // row 5
                "http://0177.0.0.1/",
                // row 6
                "http://[::]/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[::127.0.0.1]/",
                // row 7
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[64:ff9b:1::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::]/",
                "http://[2001:0:1234::1]/",
                "http://[2001:470::5efe:10.0.0.1]/",
                "http://[2a00:1450::200:5efe:127.0.0.1]/",
                // row 8
                "http://100.64.0.1/",
                "http://192.0.0.192/",
                "http://198.18.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://240.0.0.1/",
                "http://168.63.129.16/",
                "http://[3fff::1]/",
                "http://[5f00::1]/",
                "http://[2001:db8::1]/",
                "http://[fe80::1]/",
                "http://[ff02::1]/",
                // row 11
                "file:///etc/passwd",
                "gopher://127.0.0.1:9000/",
                // row 13
                "http://good.example@127.0.0.1/",
                "http://good.example\\@127.0.0.1/",
                "http://127.0.0.1#@good.example/",
                // row 14
                "http://①②⑦.0.0.1/",
                "http://127。0。0。1/",
                "http://local\u200Bhost/",
                "http://a\u202Eb.example/",
                // row 15
                "https://feeds.example:5672/",
                "https://feeds.example:5432/",
                "https://feeds.example:25/",
                "https://feeds.example:6379/",
                // row 16
                "http://localhost/",
                "http://LOCALHOST./",
                "http://db/",
                "http://printer.local/");
    }
}
