package io.synscope.analysis;

import io.synscope.capture.PacketBatch;
import io.synscope.tcp.Connection;
import io.synscope.tcp.StreamListener;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Has everything written down, and hears it in a thread of its own while the next batch of packets
 * is followed: about half of the work is done there.
 *
 * <p>One transcript stands for one batch, and transcripts are heard in their order, so that all
 * that is heard is heard as {@link PromptHearing} would hear it. The thread that follows the
 * connections asks for {@link #batch}, fills and follows it, and hands it on with {@link #next};
 * {@link #close} waits until everything is heard. After that this hears at once.
 */
final class LaterHearing implements Hearing, AutoCloseable {
  private static final int TRANSCRIPTS = 4;

  private final PromptHearing prompt;
  private final BlockingQueue<Transcript> blank = new ArrayBlockingQueue<>(TRANSCRIPTS);
  private final BlockingQueue<Transcript> written = new ArrayBlockingQueue<>(TRANSCRIPTS);
  private final Thread thread;
  private Transcript current = new Transcript();
  private boolean closed;
  private volatile @Nullable Throwable failure;

  LaterHearing(PromptHearing prompt) {
    this.prompt = prompt;
    for (int i = 1; i < TRANSCRIPTS; i++) {
      blank.add(new Transcript());
    }
    thread = new Thread(this::hear, "listener");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public StreamListener listener(Connection connection) {
    return new Scribe(this, prompt, connection);
  }

  @Override
  public void over(Connection connection, long nowNanos) {
    if (closed) {
      prompt.over(connection, nowNanos);
    } else {
      current.over(connection, nowNanos);
    }
  }

  /** {@return what is being written} */
  Transcript transcript() {
    return current;
  }

  /** {@return the batch whose transcript is being written; its bytes stay until that is heard} */
  PacketBatch batch() {
    return current.batch();
  }

  /** Hands on what was written, and begins with an empty page. */
  void next() {
    try {
      written.put(current);
      current = blank.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while packets were heard", e);
    }
    rethrow();
  }

  /** Waits until everything that was written is heard. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    current.end();
    try {
      written.put(current);
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    rethrow();
  }

  private void hear() {
    try {
      boolean more = true;
      while (more) {
        Transcript transcript = written.take();
        more = !transcript.isLast();
        hear(transcript);
        transcript.clear();
        blank.add(transcript);
      }
    } catch (InterruptedException e) {
      // nobody waits for more
    }
  }

  /** After a failure nothing more is heard; whoever writes will be told. */
  private void hear(Transcript transcript) {
    if (failure == null) {
      try {
        transcript.read(prompt);
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }
  }

  private void rethrow() {
    Throwable thrown = failure;
    if (thrown instanceof RuntimeException e) {
      throw e;
    } else if (thrown instanceof Error e) {
      throw e;
    }
  }
}
