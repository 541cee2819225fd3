package io.synscope.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes of Java 5, as compilers wrote them before there were stack maps. */
final class RenewedClassTest implements Opcodes {
  private static final String OBJECT = "java/lang/Object";

  @TempDir Path folder;

  @Test
  void oldClassesAreOfJava8AndDoTheSame() throws Exception {
    TestJar jar = TestJar.write(folder.resolve("old.jar"), family(V1_5)).rewritten();
    assertThat(jar.entries().values())
        .allSatisfy(content -> assertThat(version(content)).isEqualTo(V1_8));
    try (var loader = jar.loader()) {
      Method choose = Class.forName("old.Choice", true, loader).getMethod("choose", boolean.class);
      assertThat(choose.invoke(null, true)).isEqualTo("old.Left");
      assertThat(choose.invoke(null, false)).isEqualTo("old.Right");
    }
  }

  @Test
  void classesOfJava6StayAsTheyWere() throws Exception {
    TestJar jar = TestJar.write(folder.resolve("six.jar"), family(V1_6));
    assertThat(jar.rewritten().entries()).containsExactlyEntriesOf(jar.entries());
  }

  private static int version(byte[] content) {
    return new ClassReader(content).readUnsignedShort(6);
  }

  /**
   * Two siblings, and a class where they meet in one variable: its stack map names their parent.
   */
  private static Map<String, byte[]> family(int version) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("old/Choice.class", choice(version));
    entries.put("old/Left.class", member(version, "old/Left", "old/Parent"));
    entries.put("old/Right.class", member(version, "old/Right", "old/Parent"));
    entries.put("old/Parent.class", member(version, "old/Parent", OBJECT));
    return entries;
  }

  private static byte[] member(int version, String name, String parent) {
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, ACC_PUBLIC | ACC_SUPER, name, null, parent, null);
    MethodVisitor to = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    to.visitCode();
    to.visitVarInsn(ALOAD, 0);
    to.visitMethodInsn(INVOKESPECIAL, parent, "<init>", "()V", false);
    to.visitInsn(RETURN);
    end(to);
    if (parent.equals(OBJECT)) {
      to = writer.visitMethod(ACC_PUBLIC, "name", "()Ljava/lang/String;", null, null);
      to.visitCode();
      to.visitVarInsn(ALOAD, 0);
      to.visitMethodInsn(INVOKEVIRTUAL, OBJECT, "getClass", "()Ljava/lang/Class;", false);
      to.visitMethodInsn(
          INVOKEVIRTUAL, "java/lang/Class", "getName", "()Ljava/lang/String;", false);
      to.visitInsn(ARETURN);
      end(to);
    }
    return writer.toByteArray();
  }

  /** {@code return (left ? new Left() : new Right()).name();} */
  private static byte[] choice(int version) {
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, ACC_PUBLIC | ACC_SUPER, "old/Choice", null, OBJECT, null);
    MethodVisitor to =
        writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "choose", "(Z)Ljava/lang/String;", null, null);
    Label right = new Label();
    Label chosen = new Label();
    to.visitCode();
    to.visitVarInsn(ILOAD, 0);
    to.visitJumpInsn(IFEQ, right);
    create(to, "old/Left");
    to.visitJumpInsn(GOTO, chosen);
    to.visitLabel(right);
    create(to, "old/Right");
    to.visitLabel(chosen);
    to.visitMethodInsn(INVOKEVIRTUAL, "old/Parent", "name", "()Ljava/lang/String;", false);
    to.visitInsn(ARETURN);
    end(to);
    return writer.toByteArray();
  }

  private static void create(MethodVisitor to, String type) {
    to.visitTypeInsn(NEW, type);
    to.visitInsn(DUP);
    to.visitMethodInsn(INVOKESPECIAL, type, "<init>", "()V", false);
  }

  private static void end(MethodVisitor to) {
    to.visitMaxs(0, 0);
    to.visitEnd();
  }
}
