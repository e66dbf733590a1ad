package org.broadsheet.links.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchAllowTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1:8099          | 127.0.0.1   | 8099 | true
            127.0.0.1:8099          | 127.0.0.1   | 80   | false
            127.0.0.1:8099          | 127.0.0.2   | 8099 | false
            127.0.0.1               | 127.0.0.1   | 5432 | true
            10.0.0.0/8              | 10.255.0.1  | 1    | true
            10.0.0.0/8              | 11.0.0.0    | 1    | false
            192.168.4.0/22:80       | 192.168.7.9 | 80   | true
            192.168.4.0/22:80       | 192.168.8.0 | 80   | false
            [::1]:8099              | ::1         | 8099 | true
            [::1]:8099              | ::1         | 8098 | false
            ::1                     | ::1         | 7    | true
            [fd00::]/8:8080         | fd12::1     | 8080 | true
            fd00::/8                | fd12::1     | 1    | true
            fd00::/8                | fe80::1     | 1    | false
            1.2.3.4, 127.0.0.1:8099 | 127.0.0.1   | 8099 | true
            0.0.0.0/0               | ::1         | 80   | false
            """)
    void namesAddressesAndPorts(String list, String address, int port, boolean allowed) throws Exception {
        assertThat(FetchAllow.parse(list).allows(InetAddress.getByName(address), port))
                .isEqualTo(allowed);
    }

    @Test
    void blankAllowsNothing() throws Exception {
        assertThat(FetchAllow.parse("  ").allows(InetAddress.getByName("127.0.0.1"), 80))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "127.0.0.1:",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "10.0.0.0/33",
                "10.0.0.0/x",
                "127.1",
                "0177.0.0.1",
                "[::1",
                "fe80::1%eth0",
                "example.com/8"
            })
    void refusesWhatItCannotRead(String list) {
        assertThatThrownBy(() -> FetchAllow.parse("10.0.0.0/8," + list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + list + "'");
    }
}
