package io.synscope.jar;

import java.util.Optional;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Boxing, unboxing, widening and casting between an interface's method and the one behind it, by
 * the rules of {@link java.lang.invoke.LambdaMetafactory}: what its lambdas refuse, these do too.
 */
final class Conversion implements Opcodes {
  private static final String OBJECT = "java/lang/Object";
  private static final String NUMBER = "java/lang/Number";

  private Conversion() {}

  /** Returns what was made as what the interface's method returns. */
  static void conclude(MethodVisitor to, Type made, Type returned) {
    if (!returned.equals(Type.VOID_TYPE)) {
      convert(to, made, returned, returned);
    } else if (!made.equals(Type.VOID_TYPE)) {
      to.visitInsn(made.getSize() == 2 ? POP2 : POP);
    }
    to.visitInsn(returned.getOpcode(IRETURN));
  }

  /** From one type to another, by way of what the compiler knows the value to be. */
  static void convert(MethodVisitor to, Type from, Type known, Type wanted) {
    if (isPrimitive(from) && isPrimitive(wanted)) {
      widen(to, from, wanted);
    } else if (isPrimitive(from)) {
      box(to, from);
    } else {
      Type seen = isPrimitive(known) ? from : known;
      cast(to, from, seen);
      if (isPrimitive(wanted)) {
        unbox(to, seen, wanted);
      } else {
        cast(to, seen, wanted);
      }
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }

  private static void cast(MethodVisitor to, Type from, Type wanted) {
    if (!wanted.equals(from) && !wanted.getInternalName().equals(OBJECT)) {
      to.visitTypeInsn(CHECKCAST, wanted.getInternalName());
    }
  }

  private static void box(MethodVisitor to, Type from) {
    Box box = Box.forPrimitive(from).orElseThrow();
    String type = Type.getMethodDescriptor(box.type(), from);
    to.visitMethodInsn(INVOKESTATIC, box.internalName(), "valueOf", type, false);
  }

  private static void unbox(MethodVisitor to, Type from, Type wanted) {
    Optional<Box> known = Box.named(from);
    if (known.isPresent()) {
      Type primitive = known.get().primitive();
      take(to, known.get().internalName(), primitive);
      widen(to, primitive, wanted);
    } else {
      // Where only a variable tells of a box, it may be that of a narrower number.
      Box box = Box.forPrimitive(wanted).orElseThrow();
      String owner = box == Box.BOOLEAN || box == Box.CHARACTER ? box.internalName() : NUMBER;
      to.visitTypeInsn(CHECKCAST, owner);
      take(to, owner, wanted);
    }
  }

  private static void take(MethodVisitor to, String owner, Type primitive) {
    String getter = primitive.getClassName() + "Value";
    to.visitMethodInsn(INVOKEVIRTUAL, owner, getter, "()" + primitive.getDescriptor(), false);
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
