package io.synscope.jar;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * The jar's own classes, taken together: a lambda made of one class belongs to the nest of another,
 * which may have been read long before, so that all stay open until the last is read.
 */
final class OwnClasses {
  private final Map<String, ClassWriter> classes = new HashMap<>();
  private final List<LambdaClass> lambdas = new ArrayList<>();

  void add(byte[] content) {
    var reader = new ClassReader(content);
    var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    var plain = new PlainLambdas(reader.getClassName(), lambdas::add, writer);
    reader.accept(new PlainRecords(plain), 0);
    classes.put(reader.getClassName(), writer);
  }

  /** {@return what was added, and a class for each lambda in it, by the name of the entry} */
  Map<String, byte[]> plain() {
    Map<String, byte[]> entries = new TreeMap<>();
    for (LambdaClass lambda : lambdas) {
      ClassWriter host =
          requireNonNull(classes.get(lambda.host()), () -> lambda.host() + " is not in the jar");
      host.visitNestMember(lambda.name());
      entries.put(lambda.name() + ".class", lambda.content());
    }
    classes.forEach((name, writer) -> entries.put(name + ".class", writer.toByteArray()));
    return entries;
  }
}
