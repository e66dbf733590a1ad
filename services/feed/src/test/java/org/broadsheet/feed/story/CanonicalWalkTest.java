package org.broadsheet.feed.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanonicalWalkTest {
    private static String end(String from, Map<String, String> named) {
        return CanonicalWalk.end(from, named);
    }

    @Test
    void whoNamesNoOtherIsTheEnd() {
        assertThat(end("a", Map.of("b", "a"))).isEqualTo("a");
    }

    @Test
    void theWayIsFollowedToItsEnd() {
        assertThat(end("a", Map.of("a", "b", "b", "c", "c", "d"))).isEqualTo("d");
    }

    @Test
    void aCircleEndsAtItsSmallestWhereverItIsEntered() {
        var circle = Map.of("m", "z", "z", "k", "k", "m");
        assertThat(end("m", circle)).isEqualTo("k");
        assertThat(end("z", circle)).isEqualTo("k");
        assertThat(end("k", circle)).isEqualTo("k");
    }

    @Test
    void whatLeadsIntoACircleIsNotOfIt() {
        assertThat(end("a", Map.of("a", "b", "b", "y", "y", "x", "x", "y"))).isEqualTo("x");
    }

    @Test
    void whoNamesItselfIsTheEnd() {
        assertThat(end("a", Map.of("a", "a"))).isEqualTo("a");
    }

    @Test
    void aWayWithoutAnEndInTenStepsIsNotGone() {
        var way = IntStream.range(0, 40).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "k" + (i + 1)));
        assertThat(end("k30", way)).isEqualTo("k40");
        assertThat(end("k29", way)).isEqualTo("k29");
        assertThat(end("k0", way)).isEqualTo("k0");
    }
}
