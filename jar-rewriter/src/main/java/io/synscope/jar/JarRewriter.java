package io.synscope.jar;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Copies a jar over itself so that a start from it is quick: classes of ours without call sites,
 * classes of others young enough for an archive, all else as it was.
 */
public final class JarRewriter {
  private static final String OWN = "io/synscope/";

  private final Path jar;

  private JarRewriter(Path jar) {
    this.jar = jar;
  }

  /** Rewrites the jar at the path that is the only argument. */
  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    new JarRewriter(Path.of(arguments[0])).rewrite();
  }

  /** The jar is replaced last: one that could not be rewritten stays as it was. */
  private void rewrite() throws IOException, ClassNotFoundException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".rewritten");
    copy(rewritten);
    verify(rewritten);
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private void copy(Path rewritten) throws IOException {
    try (var in = new JarFile(jar.toFile());
        var hierarchy = loader(jar);
        var out = new JarOutputStream(Files.newOutputStream(rewritten))) {
      List<JarEntry> entries = Collections.list(in.entries());
      var own = new OwnClasses();
      long time = 0;
      for (JarEntry entry : entries) {
        if (isOwnClass(entry)) {
          own.add(in.getInputStream(entry).readAllBytes());
          time = entry.getTime();
        }
      }
      Map<String, byte[]> plain = own.plain();
      for (JarEntry entry : entries) {
        byte[] content = plain.remove(entry.getName());
        if (content == null) {
          content = foreign(entry, in.getInputStream(entry).readAllBytes(), hierarchy);
        }
        write(out, entry.getName(), entry.getTime(), content);
      }
      for (Map.Entry<String, byte[]> made : plain.entrySet()) {
        write(out, made.getKey(), time, made.getValue());
      }
    }
  }

  private static byte[] foreign(JarEntry entry, byte[] content, ClassLoader hierarchy) {
    return isClass(entry) && RenewedClass.isDue(content)
        ? RenewedClass.of(content, hierarchy)
        : content;
  }

  private static void write(JarOutputStream out, String name, long time, byte[] content)
      throws IOException {
    var entry = new JarEntry(name);
    entry.setTime(time);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  /** Has the virtual machine verify the jar's own classes: to list its methods it links a class. */
  private static void verify(Path jar) throws IOException, ClassNotFoundException {
    try (var loader = loader(jar);
        var in = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(in.entries())) {
        if (isOwnClass(entry)) {
          String name = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
          var unused = Class.forName(name, false, loader).getDeclaredMethods();
        }
      }
    }
  }

  private static URLClassLoader loader(Path jar) throws IOException {
    return new URLClassLoader(
        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  private static boolean isOwnClass(JarEntry entry) {
    return entry.getName().startsWith(OWN) && isClass(entry);
  }

  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class");
  }
}
