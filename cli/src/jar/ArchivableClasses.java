import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites the classes of a jar that are older than Java 6 as classes of Java 8, stack maps
 * included: class-data sharing refuses the old ones, and picocli, the most of what a start loads, is
 * built for Java 5.
 *
 * <p>Run by the build on the shaded jar; no part of the product.
 */
final class ArchivableClasses {
  private static final int JAVA_6_MAJOR = 50;

  private ArchivableClasses() {}

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".rewritten");
    try (var hierarchy = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        var in = new JarFile(jar.toFile());
        var out = new JarOutputStream(Files.newOutputStream(rewritten))) {
      for (JarEntry entry : Collections.list(in.entries())) {
        byte[] content = in.getInputStream(entry).readAllBytes();
        var copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(isOld(entry.getName(), content) ? renew(content, hierarchy) : content);
        out.closeEntry();
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isOld(String name, byte[] content) {
    return name.endsWith(".class") && new ClassReader(content).readUnsignedShort(6) < JAVA_6_MAJOR;
  }

  private static byte[] renew(byte[] content, ClassLoader hierarchy) {
    var writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return hierarchy;
          }
        };
    var asJava8 =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version, int access, String name, String signature, String parent, String[] is) {
            super.visit(Opcodes.V1_8, access, name, signature, parent, is);
          }
        };
    new ClassReader(content).accept(asJava8, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
