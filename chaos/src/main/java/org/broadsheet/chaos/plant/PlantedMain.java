package org.broadsheet.chaos.plant;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.util.Arrays;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaModule;
import org.jspecify.annotations.NullUnmarked;

/**
 * Starts a service with a bug in it: the classes are changed as they are loaded, the service's own main method does the
 * rest. Arguments: the bug and the service's main class. A bug that does not fit the code ends the process.
 */
@NullUnmarked
final class PlantedMain {
    private static final int DOES_NOT_FIT = 3;

    private PlantedMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        var plant = Plant.of(arguments[0])
                .orElseThrow(() -> new IllegalArgumentException("there is no bug " + arguments[0]));
        install(plant);
        var main = Class.forName(arguments[1]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
    }

    private static void install(Plant plant) {
        var instrumentation = ByteBuddyAgent.install();
        for (var change : plant.changes()) {
            new AgentBuilder.Default()
                    .disableClassFormatChanges()
                    .ignore(none()) // generated classes, too
                    .with(new Listener())
                    .type(named(change.type()))
                    .transform((builder, type, loader, module, domain) -> changed(builder, change))
                    .installOn(instrumentation);
        }
    }

    /**
     * Makes a change without loading anything.
     *
     * @return the changed class
     * @throws IllegalStateException if the class has nothing that it fits
     */
    static byte[] apply(Change change) {
        var locator = ClassFileLocator.ForClassLoader.of(PlantedMain.class.getClassLoader());
        var type = TypePool.Default.of(locator).describe(change.type()).resolve();
        if (change instanceof Change.Method method
                && type.getDeclaredMethods().filter(matcher(method)).isEmpty()) {
            throw new IllegalStateException(change.type() + " has no method " + method.method());
        }
        return changed(new ByteBuddy().redefine(type, locator), change).make().getBytes();
    }

    private static DynamicType.Builder<?> changed(DynamicType.Builder<?> builder, Change change) {
        return switch (change) {
            case Change.Text text -> builder.visit(new Texts(text));
            case Change.Method method -> builder.visit(advice(method));
        };
    }

    private static AsmVisitorWrapper advice(Change.Method change) {
        return Advice.to(change.advice()).on(matcher(change));
    }

    private static ElementMatcher.Junction<MethodDescription> matcher(Change.Method change) {
        return change.method().equals("*") ? isMethod() : named(change.method());
    }

    /** Says so where the bug does not fit, and ends the process: a run without its bug would prove nothing. */
    private static final class Listener extends AgentBuilder.Listener.Adapter {
        @Override
        public void onTransformation(
                TypeDescription type, ClassLoader loader, JavaModule module, boolean loaded, DynamicType changed) {
            System.out.println("planted into " + type.getName());
        }

        @Override
        public void onError(String type, ClassLoader loader, JavaModule module, boolean loaded, Throwable failure) {
            System.out.println("can't be planted into " + type + ": " + failure);
            Runtime.getRuntime().halt(DOES_NOT_FIT);
        }
    }
}
