package io.synscope.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A jar that a test writes, has rewritten, and reads or runs. */
record TestJar(Path path) {
  static final long TIME = 1_000_000_000_000L;

  static TestJar write(Path path, Map<String, byte[]> entries) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        var entry = new JarEntry(each.getKey());
        entry.setTime(TIME);
        out.putNextEntry(entry);
        out.write(each.getValue());
        out.closeEntry();
      }
    }
    return new TestJar(path);
  }

  /** {@return the compiled samples by the names of their entries} */
  static Map<String, byte[]> samples() throws IOException, URISyntaxException {
    Path root = Path.of(TestJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(root.resolve("io/synscope/jar/sample"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        entries.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return entries;
  }

  /** {@return another jar with the same content, rewritten} */
  TestJar rewritten() throws IOException, ClassNotFoundException {
    Path copy = path.resolveSibling("rewritten-" + path.getFileName());
    Files.copy(path, copy);
    JarRewriter.main(new String[] {copy.toString()});
    return new TestJar(copy);
  }

  /**
   * {@return a loader that finds classes here and in the JDK, and not on this test's class path}
   */
  URLClassLoader loader() throws IOException {
    return new URLClassLoader(
        new URL[] {path.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  /** {@return the names and times of the entries in their order} */
  List<String> listing() throws IOException {
    try (var in = new JarFile(path.toFile())) {
      return in.stream().map(entry -> entry.getName() + " " + entry.getTime()).toList();
    }
  }

  Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (var in = new JarFile(path.toFile())) {
      for (JarEntry entry : Collections.list(in.entries())) {
        entries.put(entry.getName(), in.getInputStream(entry).readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
    return entries;
  }
}
