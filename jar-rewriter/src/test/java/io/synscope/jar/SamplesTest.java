package io.synscope.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.jar.sample.Adaptations;
import io.synscope.jar.sample.Captures;
import io.synscope.jar.sample.Leftovers;
import io.synscope.jar.sample.Places;
import io.synscope.jar.sample.Records;
import io.synscope.jar.sample.References;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Runs compiled programs as they are and rewritten, each in a loader of its own. */
final class SamplesTest {
  @TempDir static Path folder;
  private static TestJar compiled;
  private static TestJar rewritten;
  private static URLClassLoader before;
  private static URLClassLoader after;

  @BeforeAll
  static void rewrite() throws Exception {
    compiled = TestJar.write(folder.resolve("samples.jar"), TestJar.samples());
    rewritten = compiled.rewritten();
    before = compiled.loader();
    after = rewritten.loader();
  }

  @AfterAll
  static void close() throws IOException {
    before.close();
    after.close();
  }

  static Stream<Program> programs() {
    return Stream.of(
            Captures.class,
            Places.class,
            References.class,
            Adaptations.class,
            Leftovers.class,
            Records.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .map(method -> new Program(method.getDeclaringClass().getName(), method.getName()));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void rewrittenProgramDoesTheSame(Program program) throws Exception {
    assertThat(program.outcome(after)).isEqualTo(program.outcome(before));
  }

  @Test
  void onlyProgramsThatAreMeantToFailDo() throws Exception {
    List<String> failing = new ArrayList<>();
    for (Program program : programs().toList()) {
      if (program.outcome(before).startsWith("throws")) {
        failing.add(program.method());
      }
    }
    assertThat(failing)
        .containsExactlyInAnyOrder(
            "boundNull",
            "nullToUnbox",
            "argumentOfAWrongType",
            "argumentOfAWrongBox",
            "argumentsOfAnotherArrayType");
  }

  /**
   * The virtual machine verifies what it loads from a jar, when it initializes it at the latest.
   */
  @Test
  void everyRewrittenClassIsVerified() throws Exception {
    for (String name : rewritten.entries().keySet()) {
      String type = name.replace('/', '.').replaceFirst("\\.class$", "");
      assertThat(Class.forName(type, true, after).getClassLoader()).isSameAs(after);
    }
  }

  @Test
  void lambdasAndComparisonsHaveNoCallSitesAnyMore() throws IOException {
    assertThat(callSites(compiled))
        .containsKeys(
            "LambdaMetafactory.metafactory",
            "LambdaMetafactory.altMetafactory",
            "ObjectMethods.equals",
            "ObjectMethods.hashCode",
            "ObjectMethods.toString");
    Map<String, Integer> left = callSites(compiled);
    left.keySet()
        .removeAll(
            List.of(
                "LambdaMetafactory.metafactory", "ObjectMethods.equals", "ObjectMethods.hashCode"));
    assertThat(callSites(rewritten)).isEqualTo(left);
  }

  /** All methods of a record are from one bootstrap: they are told apart by their names. */
  private static Map<String, Integer> callSites(TestJar jar) throws IOException {
    Map<String, Integer> sites = new TreeMap<>();
    for (byte[] content : jar.entries().values()) {
      var count =
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String type, String signature, String[] thrown) {
              return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(
                    String called, String site, Handle bootstrap, Object... given) {
                  String owner = bootstrap.getOwner().replaceFirst(".*/", "");
                  boolean ofRecord = owner.equals("ObjectMethods");
                  String what = ofRecord ? called : bootstrap.getName();
                  sites.merge(owner + "." + what, 1, Integer::sum);
                }
              };
            }
          };
      new ClassReader(content).accept(count, 0);
    }
    return sites;
  }

  /**
   * A method that takes nothing.
   *
   * @param type the name of its class
   * @param method its name
   */
  record Program(String type, String method) {
    /** {@return what it returns or throws, in words, for its classes are others in each loader} */
    String outcome(ClassLoader loader) throws ReflectiveOperationException {
      Method program = Class.forName(type, true, loader).getMethod(method);
      try {
        return "returns " + program.invoke(null);
      } catch (InvocationTargetException e) {
        return "throws " + e.getCause().getClass().getName();
      }
    }

    @Override
    public String toString() {
      return type.replaceFirst(".*\\.", "") + "." + method;
    }
  }
}
