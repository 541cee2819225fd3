package io.synscope.cli.render.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What every page has: its head with style and policy, its foot, its script. */
final class PageFrame {
  /** Nothing may be fetched, not even by a mistake of ours. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

  private final String version;
  private final Markup page = new Markup();

  /** {@code version} of the program, for the foot. */
  PageFrame(String version) {
    this.version = version;
  }

  /** Begins the page; what is to be read goes into what this returns. */
  Markup begin(String title) {
    page.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8")
        .empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
        .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .empty("meta", "name", "color-scheme", "content", "light dark")
        .leaf("title", title)
        .open("style")
        .verbatim(resource("report.css"))
        .close()
        .close();
    return page.open("body").open("main");
  }

  /** {@return the whole page} */
  String end() {
    page.close();
    page.leaf(
        "footer",
        "Written by synscope "
            + version
            + ". This file fetches nothing. Times are UTC; frame numbers are Wireshark's.");
    page.open("script").verbatim(resource("report.js")).close();
    return page.close().close().toString();
  }

  private static String resource(String name) {
    try (InputStream stream = PageFrame.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the program was built without " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
