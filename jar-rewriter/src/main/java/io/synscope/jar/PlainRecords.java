package io.synscope.jar;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes ordinary code of equals and hashCode of a record. The compiler leaves both to a call site,
 * whose linking makes and compiles method handles anew in every run: it took a sixth of the
 * processor time of a run on five packets.
 *
 * <p>toString stays: nothing that a run is in a hurry for prints a record.
 */
final class PlainRecords extends ClassVisitor implements Opcodes {
  private static final String OBJECTS = "java/util/Objects";

  PlainRecords(ClassVisitor next) {
    super(ASM9, next);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String type,
      @Nullable String signature,
      String @Nullable [] thrown) {
    MethodVisitor to = super.visitMethod(access, name, type, signature, thrown);
    return new MethodVisitor(ASM9, to) {
      @Override
      public void visitInvokeDynamicInsn(
          String called, String site, Handle bootstrap, Object... given) {
        boolean ofRecord = bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods");
        if (ofRecord && called.equals("hashCode")) {
          writeHash(to, given);
        } else if (ofRecord && called.equals("equals")) {
          writeComparison(to, given);
        } else {
          super.visitInvokeDynamicInsn(called, site, bootstrap, given);
        }
      }
    };
  }

  /** As java.lang.runtime.ObjectMethods computes it; the record is on the stack. */
  private static void writeHash(MethodVisitor to, Object... given) {
    to.visitInsn(POP);
    to.visitInsn(ICONST_0);
    for (int i = 2; i < given.length; i++) {
      var field = (Handle) given[i];
      to.visitIntInsn(BIPUSH, 31);
      to.visitInsn(IMUL);
      get(to, 0, field);
      Optional<Box> box = Box.forPrimitive(Type.getType(field.getDesc()));
      String owner = box.map(Box::internalName).orElse(OBJECTS);
      String taken = box.map(b -> b.primitive().getDescriptor()).orElse("Ljava/lang/Object;");
      to.visitMethodInsn(INVOKESTATIC, owner, "hashCode", "(" + taken + ")I", false);
      to.visitInsn(IADD);
    }
  }

  /** Leaves the answer on the stack, where record and other are. */
  private static void writeComparison(MethodVisitor to, Object... given) {
    String record = ((Type) given[0]).getInternalName();
    Label differs = new Label();
    to.visitInsn(POP2);
    to.visitVarInsn(ALOAD, 1);
    to.visitTypeInsn(INSTANCEOF, record);
    to.visitJumpInsn(IFEQ, differs);
    to.visitVarInsn(ALOAD, 1);
    to.visitTypeInsn(CHECKCAST, record);
    to.visitVarInsn(ASTORE, 2);
    for (int i = 2; i < given.length; i++) {
      var field = (Handle) given[i];
      get(to, 0, field);
      get(to, 2, field);
      compare(to, Type.getType(field.getDesc()), differs);
    }
    to.visitInsn(ICONST_1);
    to.visitInsn(IRETURN);
    to.visitLabel(differs);
    to.visitFrame(F_SAME, 0, null, 0, null);
    to.visitInsn(ICONST_0);
  }

  /** By compare and not by ==, to which NaN is not itself and 0.0 is -0.0. */
  private static void compare(MethodVisitor to, Type type, Label differs) {
    Optional<Box> box = Box.forPrimitive(type);
    if (box.isPresent()) {
      String two = type.getDescriptor() + type.getDescriptor();
      to.visitMethodInsn(
          INVOKESTATIC, box.get().internalName(), "compare", "(" + two + ")I", false);
      to.visitJumpInsn(IFNE, differs);
    } else {
      String two = "(Ljava/lang/Object;Ljava/lang/Object;)Z";
      to.visitMethodInsn(INVOKESTATIC, OBJECTS, "equals", two, false);
      to.visitJumpInsn(IFEQ, differs);
    }
  }

  private static void get(MethodVisitor to, int local, Handle field) {
    to.visitVarInsn(ALOAD, local);
    to.visitFieldInsn(GETFIELD, field.getOwner(), field.getName(), field.getDesc());
  }
}
