package org.broadsheet.chaos.plant;

import static java.util.Objects.requireNonNull;

/** One change to one class of a service. */
sealed interface Change {
    /** The class that is changed. */
    String type();

    /**
     * A text (mostly SQL) says something else.
     *
     * @param from a part of a constant of the class; there must be one
     */
    record Text(String type, String from, String to) implements Change {
        public Text {
            requireNonNull(type, "type");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
        }
    }

    /**
     * A method runs something else as well, or instead.
     *
     * @param advice a class with Byte Buddy's advice
     */
    record Method(String type, String method, Class<?> advice) implements Change {
        public Method {
            requireNonNull(type, "type");
            requireNonNull(method, "method");
            requireNonNull(advice, "advice");
        }
    }
}
