package org.broadsheet.chaos.plant;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.NullUnmarked;

/** Replaces a part of the text constants of a class, wherever its code uses them. */
@NullUnmarked
final class Texts extends AsmVisitorWrapper.AbstractBase {
    private final Change.Text change;

    Texts(Change.Text change) {
        this.change = change;
    }

    @Override
    public ClassVisitor wrap(
            TypeDescription instrumentedType,
            ClassVisitor classVisitor,
            Implementation.Context implementationContext,
            TypePool typePool,
            FieldList<FieldDescription.InDefinedShape> fields,
            MethodList<?> methods,
            int writerFlags,
            int readerFlags) {
        return new Replacing(classVisitor);
    }

    private final class Replacing extends ClassVisitor {
        private boolean found;

        Replacing(ClassVisitor next) {
            super(OpenedClassReader.ASM_API, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            var next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodVisitor(OpenedClassReader.ASM_API, next) {
                @Override
                public void visitLdcInsn(Object value) {
                    super.visitLdcInsn(replaced(value));
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String name, String descriptor, Handle bootstrap, Object... arguments) {
                    var changed = new Object[arguments.length];
                    for (int i = 0; i < arguments.length; i++) {
                        changed[i] = replaced(arguments[i]);
                    }
                    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, changed);
                }
            };
        }

        private Object replaced(Object value) {
            if (value instanceof String text && text.contains(change.from())) {
                found = true;
                return text.replace(change.from(), change.to());
            }
            return value;
        }

        @Override
        public void visitEnd() {
            super.visitEnd();
            if (!found) {
                throw new IllegalStateException(change.type() + " says nowhere: " + change.from());
            }
        }
    }
}
