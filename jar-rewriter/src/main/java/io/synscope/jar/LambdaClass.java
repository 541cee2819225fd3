package io.synscope.jar;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A class for what {@link java.lang.invoke.LambdaMetafactory} would make at one call site: fields
 * for what the lambda captures, a factory to call in place of the site, and the interface's method.
 *
 * @param name of the class to make
 * @param host of the nest that it joins, for the method behind a lambda is private
 * @param called the interface's method
 * @param site what the call site takes, which the lambda captures, and the interface it returns
 * @param erased the type of the interface's method
 * @param target the method behind the lambda
 * @param known the type of the interface's method with what the compiler knew in place of variables
 */
record LambdaClass(
    String name, String host, String called, String site, Type erased, Handle target, Type known)
    implements Opcodes {
  /** The static method of the class that stands for the call site. */
  static final String FACTORY = "of";

  private static final String OBJECT = "java/lang/Object";

  byte[] content() {
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    String[] shape = {Type.getReturnType(site).getInternalName()};
    writer.visit(V11, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, OBJECT, shape);
    writer.visitNestHost(host);
    Type[] captured = Type.getArgumentTypes(site);
    for (int i = 0; i < captured.length; i++) {
      writer.visitField(ACC_PRIVATE | ACC_FINAL, "f" + i, captured[i].getDescriptor(), null, null);
    }
    writeConstructor(writer, captured);
    writeFactory(writer, captured);
    writeMethod(writer, captured);
    return writer.toByteArray();
  }

  private void writeConstructor(ClassWriter writer, Type... captured) {
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
    end(to);
  }

  /** What captures nothing is one object, as it would be at its call site. */
  private void writeFactory(ClassWriter writer, Type... captured) {
    MethodVisitor to = writer.visitMethod(ACC_STATIC, FACTORY, site, null, null);
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
      end(once);
    } else {
      create(to, captured);
    }
    to.visitInsn(ARETURN);
    end(to);
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

  private void writeMethod(ClassWriter writer, Type... captured) {
    MethodVisitor to = writer.visitMethod(ACC_PUBLIC, called, erased.getDescriptor(), null, null);
    to.visitCode();
    if (creates()) {
      to.visitTypeInsn(NEW, target.getOwner());
      to.visitInsn(DUP);
    }
    for (int i = 0; i < captured.length; i++) {
      to.visitVarInsn(ALOAD, 0);
      to.visitFieldInsn(GETFIELD, name, "f" + i, captured[i].getDescriptor());
    }
    List<Type> wanted = wanted();
    int local = 1;
    Type[] passed = erased.getArgumentTypes();
    Type[] meant = known.getArgumentTypes();
    for (int i = 0; i < passed.length; i++) {
      to.visitVarInsn(passed[i].getOpcode(ILOAD), local);
      local += passed[i].getSize();
      Conversion.convert(to, passed[i], meant[i], wanted.get(captured.length + i));
    }
    call(to);
    Conversion.conclude(to, made(), erased.getReturnType());
    end(to);
  }

  private boolean creates() {
    return target.getTag() == H_NEWINVOKESPECIAL;
  }

  /** What the method behind the lambda takes, beginning with the object that it is called on. */
  private List<Type> wanted() {
    List<Type> wanted = new ArrayList<>(List.of(Type.getArgumentTypes(target.getDesc())));
    if (target.getTag() != H_INVOKESTATIC && !creates()) {
      wanted.add(0, Type.getObjectType(target.getOwner()));
    }
    return wanted;
  }

  private Type made() {
    return creates() ? Type.getObjectType(target.getOwner()) : Type.getReturnType(target.getDesc());
  }

  private void call(MethodVisitor to) {
    int instruction =
        switch (target.getTag()) {
          case H_INVOKESTATIC -> INVOKESTATIC;
          case H_NEWINVOKESPECIAL -> INVOKESPECIAL;
          default -> target.isInterface() ? INVOKEINTERFACE : INVOKEVIRTUAL;
        };
    to.visitMethodInsn(
        instruction, target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
  }

  /** The writer works out both sizes. */
  private static void end(MethodVisitor to) {
    to.visitMaxs(0, 0);
    to.visitEnd();
  }
}
