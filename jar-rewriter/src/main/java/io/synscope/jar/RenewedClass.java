package io.synscope.jar;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * A class that is older than Java 6 as one of Java 8, stack maps included: class-data sharing
 * refuses the old ones, and picocli, the most of what a start loads, is built for Java 5.
 */
final class RenewedClass extends ClassVisitor {
  private static final int JAVA_6_MAJOR = 50;
  private static final int MAJOR_OFFSET = 6;

  private RenewedClass(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  static boolean isDue(byte[] content) {
    return new ClassReader(content).readUnsignedShort(MAJOR_OFFSET) < JAVA_6_MAJOR;
  }

  /**
   * {@return the class renewed; {@code hierarchy} knows the classes that meet in its stack maps}
   */
  static byte[] of(byte[] content, ClassLoader hierarchy) {
    var writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return hierarchy;
          }
        };
    new ClassReader(content).accept(new RenewedClass(writer), ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String parent,
      String @Nullable [] interfaces) {
    super.visit(Opcodes.V1_8, access, name, signature, parent, interfaces);
  }
}
