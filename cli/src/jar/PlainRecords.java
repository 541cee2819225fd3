import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes ordinary code of equals and hashCode of a jar's own records. The compiler leaves both to a
 * call site, whose linking makes and compiles method handles anew in every run: it took a sixth of
 * the processor time of a run on five packets.
 *
 * <p>Run by the build on the shaded jar; no part of the product.
 */
final class PlainRecords implements Opcodes {
  private static final String OWN = "io/synscope/";

  private static final Map<Type, String> BOXES =
      Map.of(
          Type.BOOLEAN_TYPE, "java/lang/Boolean",
          Type.CHAR_TYPE, "java/lang/Character",
          Type.BYTE_TYPE, "java/lang/Byte",
          Type.SHORT_TYPE, "java/lang/Short",
          Type.INT_TYPE, "java/lang/Integer",
          Type.LONG_TYPE, "java/lang/Long",
          Type.FLOAT_TYPE, "java/lang/Float",
          Type.DOUBLE_TYPE, "java/lang/Double");

  private PlainRecords() {}

  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    Path jar = Path.of(arguments[0]);
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".rewritten");
    try (var in = new JarFile(jar.toFile());
        var out = new JarOutputStream(Files.newOutputStream(rewritten))) {
      for (JarEntry entry : Collections.list(in.entries())) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        var copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(isOwn(entry) ? plain(content) : content);
      }
    }
    verify(rewritten);
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isOwn(JarEntry entry) {
    return entry.getName().startsWith(OWN) && entry.getName().endsWith(".class");
  }

  /** Has the virtual machine verify the jar's own classes: to list its methods it links a class. */
  private static void verify(Path jar) throws IOException, ClassNotFoundException {
    ClassLoader alone = ClassLoader.getPlatformClassLoader();
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, alone);
        var in = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(in.entries())) {
        if (isOwn(entry)) {
          String name = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
          Class.forName(name, false, loader).getDeclaredMethods();
        }
      }
    }
  }

  private static byte[] plain(byte[] content) {
    var reader = new ClassReader(content);
    var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] thrown) {
            MethodVisitor to = super.visitMethod(access, name, type, signature, thrown);
            return new MethodVisitor(ASM9, to) {
              @Override
              public void visitInvokeDynamicInsn(
                  String called, String sort, Handle bootstrap, Object... given) {
                if (!bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods")) {
                  super.visitInvokeDynamicInsn(called, sort, bootstrap, given);
                } else if (called.equals("hashCode")) {
                  writeHash(to, given);
                } else if (called.equals("equals")) {
                  writeComparison(to, given);
                } else {
                  super.visitInvokeDynamicInsn(called, sort, bootstrap, given);
                }
              }
            };
          }
        },
        0);
    return writer.toByteArray();
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
      Type type = Type.getType(field.getDesc());
      to.visitMethodInsn(
          INVOKESTATIC,
          BOXES.getOrDefault(type, "java/util/Objects"),
          "hashCode",
          BOXES.containsKey(type) ? "(" + type.getDescriptor() + ")I" : "(Ljava/lang/Object;)I",
          false);
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
      Type type = Type.getType(field.getDesc());
      if (!BOXES.containsKey(type)) {
        to.visitMethodInsn(
            INVOKESTATIC,
            "java/util/Objects",
            "equals",
            "(Ljava/lang/Object;Ljava/lang/Object;)Z",
            false);
        to.visitJumpInsn(IFEQ, differs);
      } else {
        String d = type.getDescriptor();
        to.visitMethodInsn(INVOKESTATIC, BOXES.get(type), "compare", "(" + d + d + ")I", false);
        to.visitJumpInsn(IFNE, differs);
      }
    }
    to.visitInsn(ICONST_1);
    to.visitInsn(IRETURN);
    to.visitLabel(differs);
    to.visitFrame(F_SAME, 0, null, 0, null);
    to.visitInsn(ICONST_0);
  }

  private static void get(MethodVisitor to, int local, Handle field) {
    to.visitVarInsn(ALOAD, local);
    to.visitFieldInsn(GETFIELD, field.getOwner(), field.getName(), field.getDesc());
  }
}
