package io.synscope.jar;

import java.util.stream.Stream;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Boxing, unboxing, widening and casting, as the interface and the method behind it need it. */
final class Conversion implements Opcodes {
  private Conversion() {}

  static void conclude(MethodVisitor to, Type made, Type meant, Type erased) {
    if (erased.equals(Type.VOID_TYPE)) {
      if (!made.equals(Type.VOID_TYPE)) {
        to.visitInsn(made.getSize() == 2 ? POP2 : POP);
      }
    } else {
      convert(to, made, made.getSort() >= Type.ARRAY ? meant : made, erased);
    }
    to.visitInsn(erased.getOpcode(IRETURN));
  }

  /** From one type to another, by way of what the compiler knows the value to be. */
  static void convert(MethodVisitor to, Type from, Type known, Type wanted) {
    boolean reference = from.getSort() >= Type.ARRAY;
    if (reference && wanted.getSort() >= Type.ARRAY) {
      if (!wanted.getInternalName().equals("java/lang/Object") && !wanted.equals(from)) {
        to.visitTypeInsn(CHECKCAST, wanted.getInternalName());
      }
    } else if (reference) {
      Box box = Stream.of(from, known, wanted).flatMap(Conversion::box).findFirst().orElseThrow();
      to.visitTypeInsn(CHECKCAST, box.internalName());
      String getter = box.primitive().getClassName() + "Value";
      to.visitMethodInsn(
          INVOKEVIRTUAL, box.internalName(), getter, "()" + box.primitive().getDescriptor(), false);
      widen(to, box.primitive(), wanted);
    } else if (wanted.getSort() >= Type.ARRAY) {
      Box box = Box.forPrimitive(from).orElseThrow();
      String type = "(" + from.getDescriptor() + ")" + box.type().getDescriptor();
      to.visitMethodInsn(INVOKESTATIC, box.internalName(), "valueOf", type, false);
    } else {
      widen(to, from, wanted);
    }
  }

  private static Stream<Box> box(Type type) {
    return Box.forPrimitive(type).or(() -> Box.named(type)).stream();
  }

  private static void widen(MethodVisitor to, Type from, Type wanted) {
    if (from.equals(wanted) || (from.getSort() <= Type.INT && wanted.getSort() <= Type.INT)) {
      return;
    }
    to.visitInsn(
        switch (from.getDescriptor() + wanted.getDescriptor()) {
          case "IJ", "SJ", "BJ", "CJ" -> I2L;
          case "ID", "SD", "BD", "CD" -> I2D;
          case "IF", "SF", "BF", "CF" -> I2F;
          case "JD" -> L2D;
          case "JF" -> L2F;
          case "FD" -> F2D;
          default -> throw new IllegalArgumentException(from + " to " + wanted);
        });
  }
}
