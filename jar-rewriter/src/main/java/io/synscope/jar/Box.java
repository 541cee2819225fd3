package io.synscope.jar;

import java.util.Arrays;
import java.util.Optional;
import org.objectweb.asm.Type;

/** The classes that box the primitive types. */
enum Box {
  BOOLEAN(Type.BOOLEAN_TYPE, Boolean.class),
  CHARACTER(Type.CHAR_TYPE, Character.class),
  BYTE(Type.BYTE_TYPE, Byte.class),
  SHORT(Type.SHORT_TYPE, Short.class),
  INTEGER(Type.INT_TYPE, Integer.class),
  LONG(Type.LONG_TYPE, Long.class),
  FLOAT(Type.FLOAT_TYPE, Float.class),
  DOUBLE(Type.DOUBLE_TYPE, Double.class);

  private final Type primitive;
  private final Type type;

  Box(Type primitive, Class<?> type) {
    this.primitive = primitive;
    this.type = Type.getType(type);
  }

  /** {@return the box for values of this type, empty where it is not primitive} */
  static Optional<Box> forPrimitive(Type primitive) {
    return Arrays.stream(values()).filter(box -> box.primitive.equals(primitive)).findFirst();
  }

  /** {@return the box that this type is, empty where it is another class or primitive} */
  static Optional<Box> named(Type type) {
    return Arrays.stream(values()).filter(box -> box.type.equals(type)).findFirst();
  }

  Type primitive() {
    return primitive;
  }

  Type type() {
    return type;
  }

  /** {@return the internal name of the class} */
  String internalName() {
    return type.getInternalName();
  }
}
