package io.synscope.jar.sample.kin;

/** Has what only a child may call. */
public class Parent {
  /** For children. */
  protected Parent() {}

  /** {@return what a child may ask} */
  protected String secret(String of) {
    return "parent of " + of;
  }

  /** {@return what a child may ask without a parent} */
  protected static String rumour(String of) {
    return "rumour of " + of;
  }
}
