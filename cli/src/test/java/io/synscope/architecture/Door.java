package io.synscope.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where something from outside enters: a library, the clock, the console. */
enum Door {
  HDRHISTOGRAM("org.HdrHistogram"),
  ZSTD("com.github.luben.zstd"),
  PCAP4J("org.pcap4j"),
  JNA("com.sun.jna"),
  NETTY("io.netty"),
  PICOCLI("picocli"),
  JACKSON("com.fasterxml.jackson"),
  PROMETHEUS("io.prometheus"),
  HTTP("com.sun.net.httpserver"),
  SOCKETS("jdk.net"),

  /** Who reads the time itself instead of being told it. */
  CLOCK() {
    private final Set<String> readings =
        Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.time.Instant.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone");

    @Override
    boolean isPassedBy(JavaAccess<?> access) {
      return readings.contains(nameOf(access));
    }
  },

  /** Who touches stdin, stdout and stderr. */
  CONSOLE() {
    private final Set<String> streams =
        Set.of(
            "java.lang.System.in",
            "java.lang.System.out",
            "java.lang.System.err",
            "java.lang.System.console");

    @Override
    boolean isPassedBy(JavaAccess<?> access) {
      return streams.contains(nameOf(access));
    }
  };

  private final Optional<String> root;

  Door() {
    root = Optional.empty();
  }

  Door(String root) {
    this.root = Optional.of(root);
  }

  static Door named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** {@return the library door that stands before {@code type}, empty where there is none} */
  static Optional<Door> before(JavaClass type) {
    return Arrays.stream(values())
        .filter(door -> door.root.filter(root -> isBelow(root, type)).isPresent())
        .findFirst();
  }

  /** {@return whether {@code type} is the JDK's or a nullness annotation, which need no door} */
  static boolean isOpenToAll(JavaClass type) {
    return type.isPrimitive()
        || isBelow("java", type)
        || isBelow("javax.net", type)
        || isBelow("org.jspecify.annotations", type);
  }

  /** {@return whether this access goes through the door of the clock or of the console} */
  boolean isPassedBy(JavaAccess<?> access) {
    return false;
  }

  static boolean isBelow(String root, JavaClass type) {
    return (type.getPackageName() + ".").startsWith(root + ".");
  }

  static JavaClass targetOf(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }

  private static String nameOf(JavaAccess<?> access) {
    return access.getTarget().getOwner().getName() + "." + access.getTarget().getName();
  }
}
