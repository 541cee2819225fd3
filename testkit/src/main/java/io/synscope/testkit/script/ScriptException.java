package io.synscope.testkit.script;

/** Says where a packet script cannot be understood. */
public final class ScriptException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ScriptException(String script, int line, String message) {
    super(script + ":" + line + ": " + message);
  }
}
