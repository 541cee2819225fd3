package io.synscope.jar;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes an ordinary class of each lambda of a class. Class-data sharing keeps such a class, but not
 * the call site of a lambda, which is linked anew in every run: a small run spent more time on
 * linking its four hundred lambdas than on its packets.
 *
 * <p>Lambdas that are serializable or of several interfaces come from another factory and stay.
 */
final class PlainLambdas extends ClassVisitor {
  private final String name;
  private final Consumer<LambdaClass> made;
  private String host;
  private int number;

  /** A visitor of the class of this name that hands out the classes which stand for its lambdas. */
  PlainLambdas(String name, Consumer<LambdaClass> made, ClassVisitor next) {
    super(Opcodes.ASM9, next);
    this.name = name;
    this.made = made;
    this.host = name;
  }

  @Override
  public void visitNestHost(String nestHost) {
    host = nestHost;
    super.visitNestHost(nestHost);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String method,
      String type,
      @Nullable String signature,
      String @Nullable [] thrown) {
    MethodVisitor next = super.visitMethod(access, method, type, signature, thrown);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitInvokeDynamicInsn(
          String called, String site, Handle bootstrap, Object... given) {
        if (!isLambda(bootstrap)) {
          super.visitInvokeDynamicInsn(called, site, bootstrap, given);
          return;
        }
        LambdaClass lambda = lambda(called, site, given);
        made.accept(lambda);
        visitMethodInsn(Opcodes.INVOKESTATIC, lambda.name(), LambdaClass.FACTORY, site, false);
      }
    };
  }

  private static boolean isLambda(Handle bootstrap) {
    return bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")
        && bootstrap.getName().equals("metafactory");
  }

  /** The arguments in the order of {@link java.lang.invoke.LambdaMetafactory#metafactory}. */
  private LambdaClass lambda(String called, String site, Object... given) {
    return new LambdaClass(
        name + "$$Plain" + number++,
        host,
        called,
        site,
        (Type) given[0],
        (Handle) given[1],
        (Type) given[2]);
  }
}
