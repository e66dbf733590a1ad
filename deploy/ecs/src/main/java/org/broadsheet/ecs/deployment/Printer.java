package org.broadsheet.ecs.deployment;

/** Where an operator reads what happens, a line at a time. */
public interface Printer {
    void say(String line);
}
