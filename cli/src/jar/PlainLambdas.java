import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes an ordinary class of each lambda of a jar's own classes. Class-data sharing keeps such a
 * class, but not the call site of a lambda, which is linked anew in every run: a small run spends
 * more time on linking its four hundred lambdas than on its packets.
 *
 * <p>Run by the build on the shaded jar; no part of the product.
 */
final class PlainLambdas implements Opcodes {
  private static final String OWN = "io/synscope/";
  private static final String OBJECT = "java/lang/Object";

  private final Map<String, byte[]> lambdas = new TreeMap<>();
  private final Map<String, List<String>> nests = new HashMap<>();

  private PlainLambdas() {}

  public static void main(String[] arguments) throws IOException {
    new PlainLambdas().rewrite(Path.of(arguments[0]));
  }

  private void rewrite(Path jar) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".rewritten");
    Map<String, byte[]> plain = new HashMap<>();
    try (var in = new JarFile(jar.toFile());
        var out = new JarOutputStream(Files.newOutputStream(rewritten))) {
      List<JarEntry> entries = Collections.list(in.entries());
      long time = 0;
      for (JarEntry entry : entries) {
        if (entry.getName().startsWith(OWN) && entry.getName().endsWith(".class")) {
          plain.put(entry.getName(), plain(in.getInputStream(entry).readAllBytes()));
          time = entry.getTime();
        }
      }
      for (JarEntry entry : entries) {
        byte[] own = plain.get(entry.getName());
        byte[] content =
            own == null ? in.getInputStream(entry).readAllBytes() : withNestMembers(own);
        write(out, entry.getName(), entry.getTime(), content);
      }
      for (Map.Entry<String, byte[]> lambda : lambdas.entrySet()) {
        write(out, lambda.getKey() + ".class", time, lambda.getValue());
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(JarOutputStream out, String name, long time, byte[] content)
      throws IOException {
    var entry = new JarEntry(name);
    entry.setTime(time);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  /** The class with a call of a class among {@link #lambdas} in place of each call site. */
  private byte[] plain(byte[] content) {
    var reader = new ClassReader(content);
    var writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(ASM9, writer) {
          private String host = reader.getClassName();
          private int number;

          @Override
          public void visitNestHost(String name) {
            host = name;
            super.visitNestHost(name);
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] thrown) {
            return new MethodVisitor(
                ASM9, super.visitMethod(access, name, type, signature, thrown)) {
              @Override
              public void visitInvokeDynamicInsn(
                  String called, String sort, Handle bootstrap, Object... given) {
                if (!bootstrap.getName().equals("metafactory")) {
                  super.visitInvokeDynamicInsn(called, sort, bootstrap, given);
                  return;
                }
                String lambda = reader.getClassName() + "$$Plain" + number++;
                lambdas.put(lambda, new Lambda(lambda, called, sort, given).in(host));
                nests.computeIfAbsent(host, any -> new ArrayList<>()).add(lambda);
                visitMethodInsn(INVOKESTATIC, lambda, "of", sort, false);
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }

  /** The class as host of a nest to which its lambdas belong: they call private methods. */
  private byte[] withNestMembers(byte[] content) {
    var reader = new ClassReader(content);
    var writer = new ClassWriter(reader, 0);
    reader.accept(writer, 0);
    nests.getOrDefault(reader.getClassName(), List.of()).forEach(writer::visitNestMember);
    return writer.toByteArray();
  }

  /** A class for what LambdaMetafactory would make at this call site. */
  private record Lambda(String name, String called, String sort, Object... given) {
    byte[] in(String host) {
      var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      String shape = Type.getReturnType(sort).getInternalName();
      writer.visit(
          V11, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, OBJECT, new String[] {shape});
      writer.visitNestHost(host);
      Type[] captured = Type.getArgumentTypes(sort);
      for (int i = 0; i < captured.length; i++) {
        String type = captured[i].getDescriptor();
        writer.visitField(ACC_PRIVATE | ACC_FINAL, "f" + i, type, null, null);
      }
      constructor(writer, captured);
      factory(writer, captured);
      body(writer, captured);
      return writer.toByteArray();
    }

    private void constructor(ClassWriter writer, Type... captured) {
      String type = Type.getMethodDescriptor(Type.VOID_TYPE, captured);
      MethodVisitor to = writer.visitMethod(ACC_PRIVATE, "<init>", type, null, null);
      to.visitCode();
      to.visitVarInsn(ALOAD, 0);
      to.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
      int local = 1;
      for (int i = 0; i < captured.length; i++) {
        to.visitVarInsn(ALOAD, 0);
        to.visitVarInsn(captured[i].getOpcode(ILOAD), local);
        to.visitFieldInsn(PUTFIELD, name, "f" + i, captured[i].getDescriptor());
        local += captured[i].getSize();
      }
      to.visitInsn(RETURN);
      to.visitMaxs(0, 0);
      to.visitEnd();
    }

    /** What captures nothing is one object, as it would be at its call site. */
    private void factory(ClassWriter writer, Type... captured) {
      MethodVisitor to = writer.visitMethod(ACC_STATIC, "of", sort, null, null);
      to.visitCode();
      if (captured.length == 0) {
        String itself = "L" + name + ";";
        writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, "ONE", itself, null, null);
        to.visitFieldInsn(GETSTATIC, name, "ONE", itself);
        MethodVisitor once = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
        once.visitCode();
        create(once);
        once.visitFieldInsn(PUTSTATIC, name, "ONE", itself);
        once.visitInsn(RETURN);
        once.visitMaxs(0, 0);
        once.visitEnd();
      } else {
        create(to, captured);
      }
      to.visitInsn(ARETURN);
      to.visitMaxs(0, 0);
      to.visitEnd();
    }

    private void create(MethodVisitor to, Type... captured) {
      to.visitTypeInsn(NEW, name);
      to.visitInsn(DUP);
      int local = 0;
      for (Type type : captured) {
        to.visitVarInsn(type.getOpcode(ILOAD), local);
        local += type.getSize();
      }
      String type = Type.getMethodDescriptor(Type.VOID_TYPE, captured);
      to.visitMethodInsn(INVOKESPECIAL, name, "<init>", type, false);
    }

    private void body(ClassWriter writer, Type... captured) {
      var erased = (Type) given[0];
      var target = (Handle) given[1];
      var meant = (Type) given[2];
      MethodVisitor to =
          writer.visitMethod(ACC_PUBLIC, called, erased.getDescriptor(), null, null);
      to.visitCode();
      boolean creates = target.getTag() == H_NEWINVOKESPECIAL;
      if (creates) {
        to.visitTypeInsn(NEW, target.getOwner());
        to.visitInsn(DUP);
      }
      for (int i = 0; i < captured.length; i++) {
        to.visitVarInsn(ALOAD, 0);
        to.visitFieldInsn(GETFIELD, name, "f" + i, captured[i].getDescriptor());
      }
      List<Type> wanted = new ArrayList<>(List.of(Type.getArgumentTypes(target.getDesc())));
      if (target.getTag() != H_INVOKESTATIC && !creates) {
        wanted.add(0, Type.getObjectType(target.getOwner()));
      }
      int local = 1;
      Type[] passed = erased.getArgumentTypes();
      for (int i = 0; i < passed.length; i++) {
        to.visitVarInsn(passed[i].getOpcode(ILOAD), local);
        local += passed[i].getSize();
        Type known = meant.getArgumentTypes()[i];
        Conversion.convert(to, passed[i], known, wanted.get(captured.length + i));
      }
      call(to, target);
      Type made =
          creates
              ? Type.getObjectType(target.getOwner())
              : Type.getReturnType(target.getDesc());
      Conversion.conclude(to, made, meant.getReturnType(), erased.getReturnType());
      to.visitMaxs(0, 0);
      to.visitEnd();
    }

    private static void call(MethodVisitor to, Handle target) {
      int instruction =
          switch (target.getTag()) {
            case H_INVOKESTATIC -> INVOKESTATIC;
            case H_NEWINVOKESPECIAL -> INVOKESPECIAL;
            default -> target.isInterface() ? INVOKEINTERFACE : INVOKEVIRTUAL;
          };
      to.visitMethodInsn(
          instruction, target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
    }
  }

  /** Boxing, unboxing, widening and casting, as the interface and the method behind it need it. */
  private static final class Conversion {
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

    private Conversion() {}

    static void conclude(MethodVisitor to, Type made, Type meant, Type erased) {
      if (erased == Type.VOID_TYPE) {
        if (made != Type.VOID_TYPE) {
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
        if (!wanted.getInternalName().equals(OBJECT) && !wanted.equals(from)) {
          to.visitTypeInsn(CHECKCAST, wanted.getInternalName());
        }
      } else if (reference) {
        Type primitive =
            Stream.of(from, known, wanted).flatMap(Conversion::unboxed).findFirst().orElseThrow();
        to.visitTypeInsn(CHECKCAST, BOXES.get(primitive));
        String getter = primitive.getClassName() + "Value";
        to.visitMethodInsn(
            INVOKEVIRTUAL, BOXES.get(primitive), getter, "()" + primitive.getDescriptor(), false);
        widen(to, primitive, wanted);
      } else if (wanted.getSort() >= Type.ARRAY) {
        String type = "(" + from.getDescriptor() + ")L" + BOXES.get(from) + ";";
        to.visitMethodInsn(INVOKESTATIC, BOXES.get(from), "valueOf", type, false);
      } else {
        widen(to, from, wanted);
      }
    }

    /** The primitive type, if it is one or the class that boxes one. */
    private static Stream<Type> unboxed(Type type) {
      return BOXES.keySet().stream()
          .filter(each -> each.equals(type) || BOXES.get(each).equals(type.getInternalName()));
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
}
