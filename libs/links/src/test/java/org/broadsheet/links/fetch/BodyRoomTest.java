package org.broadsheet.links.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BodyRoomTest {
    @Test
    void aLargeBodyHasItsPlaceUntilItWasWorkedOn() throws Exception {
        var room = new BodyRoom(2, 1);
        assertThat(room.within(() -> enlargedTwice() + room.free())).isEqualTo("large 1");
        assertThat(room.free()).isEqualTo(2);
        assertThatThrownBy(() -> room.within(() -> {
                    enlargedTwice();
                    throw new IllegalStateException("work that fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(room.free()).isEqualTo(2);
    }

    @Test
    void whoeverIsInterruptedWhileWaitingGetsNoPlace() throws Exception {
        var room = new BodyRoom(1, 1);
        room.within(() -> {
            enlargedTwice();
            Thread.currentThread().interrupt();
            assertThat(room.within(BodyRoomTest::enlargedTwice)).isEqualTo("NO_ROOM");
            assertThat(Thread.interrupted()).isTrue();
            return true;
        });
        assertThat(room.free()).isEqualTo(1);
    }

    @Test
    void withoutARoomNothingIsCounted() throws Exception {
        assertThat(enlargedTwice()).isEqualTo("large ");
    }

    private static String enlargedTwice() {
        try {
            BodyRoom.enlarge();
            BodyRoom.enlarge();
            return "large ";
        } catch (FetchFailure full) {
            return full.kind().name();
        }
    }
}
