package org.broadsheet.chaos.load;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import org.broadsheet.testing.ApiAnswer;

/** What a caller knows after a call. */
public sealed interface Reply {
    /** The service said what came of it. */
    record Answered(ApiAnswer answer) implements Reply {
        public Answered {
            requireNonNull(answer, "answer");
        }

        public int code() {
            return answer.code();
        }

        public boolean isGood() {
            return code() < 300;
        }

        public JsonNode data() {
            return answer.data();
        }
    }

    /** No answer, or one that leaves open what happened: nobody knows whether the call had an effect. */
    record Unknown(String reason) implements Reply {
        public Unknown {
            requireNonNull(reason, "reason");
        }
    }
}
