package org.broadsheet.chaos.load;

/** What a person does again and again. */
interface Habit {
    void step();
}
