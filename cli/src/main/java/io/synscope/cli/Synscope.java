package io.synscope.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code synscope}, under which all others stand. */
@Command(
    name = "synscope",
    mixinStandardHelpOptions = true,
    versionProvider = Synscope.Version.class,
    description = "Why can't my clients talk to Redis, and which packets prove it?")
public final class Synscope implements Runnable {
  /**
   * Runs one command and leaves with its exit code.
   *
   * @param arguments as typed after {@code synscope}
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Synscope()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** The version that the build wrote into the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Synscope.class.getPackage().getImplementationVersion();
      return new String[] {"synscope " + (version == null ? "(not packaged)" : version)};
    }
  }
}
