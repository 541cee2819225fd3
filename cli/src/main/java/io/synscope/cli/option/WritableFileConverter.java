package io.synscope.cli.option;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file to write, tried before anything is measured or read: what cannot be written is told at
 * once, not after the run that it was to keep.
 */
public final class WritableFileConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String text) {
    Path file = path(text);
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (Files.isDirectory(file)) {
      throw refused(text, "is a folder; name a file");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw refused(text, "there is no folder " + folder + "; make it first");
    }
    if (!Files.isWritable(Files.exists(file) || folder == null ? absolute : folder)) {
      throw refused(text, "permission denied; name a file that you may write");
    }
    return file;
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("\"" + text + "\" cannot be the name of a file");
    }
  }

  static TypeConversionException refused(String text, String why) {
    return new TypeConversionException("\"" + text + "\": " + why);
  }
}
