package io.synscope.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What becomes of a jar around the classes that are rewritten. */
final class JarRewriterTest implements Opcodes {
  private static final String SAMPLE = "io/synscope/jar/sample/Captures.class";

  @TempDir Path folder;

  @Test
  void entriesKeepOrderAndTime_lambdasFollow() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
    entries.putAll(TestJar.samples());
    entries.put("last.txt", new byte[] {1, 2, 3});
    TestJar jar = TestJar.write(folder.resolve("a.jar"), entries);
    List<String> listing = jar.rewritten().listing();
    assertThat(listing).startsWith(jar.listing().toArray(new String[0]));
    List<String> added = new ArrayList<>(listing.subList(entries.size(), listing.size()));
    assertThat(added)
        .isSorted()
        .isNotEmpty()
        .allMatch(line -> line.matches("io/synscope/.*\\$\\$Plain\\d+\\.class " + TestJar.TIME));
  }

  @Test
  void whatIsNotOursStaysAsItWas() throws Exception {
    byte[] sample = TestJar.samples().get(SAMPLE);
    Map<String, byte[]> entries =
        Map.of("other/Captures.class", sample, "io/synscope/words.txt", new byte[] {1, 2});
    TestJar jar = TestJar.write(folder.resolve("a.jar"), entries);
    assertThat(jar.rewritten().entries()).containsExactlyInAnyOrderEntriesOf(jar.entries());
  }

  @Test
  void twoRunsGiveTheSameBytes() throws Exception {
    TestJar one = TestJar.write(folder.resolve("a.jar"), TestJar.samples());
    TestJar other = TestJar.write(folder.resolve("b.jar"), TestJar.samples());
    assertThat(one.rewritten().path()).hasSameBinaryContentAs(other.rewritten().path());
  }

  @Test
  void classThatDoesNotVerify_stopsTheBuildAndLeavesTheJar() throws Exception {
    Map<String, byte[]> entries = Map.of("io/synscope/Broken.class", returnsAnIntThatIsNotThere());
    TestJar jar = TestJar.write(folder.resolve("a.jar"), entries);
    byte[] content = Files.readAllBytes(jar.path());
    assertThatThrownBy(() -> JarRewriter.main(new String[] {jar.path().toString()}))
        .isInstanceOf(VerifyError.class)
        .hasMessageContaining("io/synscope/Broken");
    assertThat(Files.readAllBytes(jar.path())).isEqualTo(content);
  }

  private static byte[] returnsAnIntThatIsNotThere() {
    var writer = new ClassWriter(0);
    writer.visit(V17, ACC_PUBLIC, "io/synscope/Broken", null, "java/lang/Object", null);
    MethodVisitor to = writer.visitMethod(ACC_STATIC, "number", "()I", null, null);
    to.visitCode();
    to.visitInsn(IRETURN);
    to.visitMaxs(1, 0);
    to.visitEnd();
    return writer.toByteArray();
  }
}
