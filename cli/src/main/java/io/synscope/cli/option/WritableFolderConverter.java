package io.synscope.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** A folder to write files into, which is made where there is none; tried as early as a file is. */
public final class WritableFolderConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String text) {
    Path folder = WritableFileConverter.path(text);
    Path nearest = folder.toAbsolutePath();
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      throw WritableFileConverter.refused(text, nearest + " is a file; name a folder");
    }
    if (!Files.isWritable(nearest)) {
      throw WritableFileConverter.refused(
          text, "permission denied; name a folder that you may write");
    }
    return folder;
  }
}
