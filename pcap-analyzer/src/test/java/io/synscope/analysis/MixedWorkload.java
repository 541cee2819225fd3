package io.synscope.analysis;

import io.synscope.resp.RespValue;
import io.synscope.resp.RespValue.Bulk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients of every kind at once, each on a connection of its own. ECHO, PING and EVAL are answered
 * with what was sent, of every length, so that a wrong pair shows.
 */
final class MixedWorkload {
  static final int SILENT_ROUNDS = 50;

  /** A command of which no reply ever comes here. */
  static final String UNANSWERED = "APPEND";

  /** A command that is only executed inside scripts. */
  static final String SCRIPTED = "STRLEN";

  static final String SCRIPT = "redis.call('strlen', KEYS[1]) return ARGV[1]";

  private static final int LONGEST = 2_000;
  private static final int MESSAGES = 200;
  private static final List<String> CHANNELS = List.of("news", "weather", "sports");
  private static final List<String> PROTOCOL =
      List.of(
          "string",
          "integer",
          "double",
          "null",
          "array",
          "set",
          "map",
          "attrib",
          "push",
          "verbatim",
          "bignum",
          "true",
          "false");

  private final CountDownLatch subscribed = new CountDownLatch(2);

  private MixedWorkload() {}

  /** Runs it to its end; {@return nothing} */
  static Object run() throws Exception {
    MixedWorkload load = new MixedWorkload();
    List<Callable<Object>> clients = new ArrayList<>();
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      clients.add(() -> load.pipelines(random));
    }
    clients.add(() -> load.transactions(new Random(10)));
    clients.add(() -> load.scripts(new Random(11)));
    clients.add(load::resp3);
    clients.add(load::waits);
    clients.add(load::pushes);
    clients.add(load::silent);
    clients.add(load::subscriber);
    clients.add(load::resp3Subscriber);
    clients.add(load::publisher);
    ExecutorService threads = Executors.newFixedThreadPool(clients.size());
    try {
      for (Future<Object> client : threads.invokeAll(clients)) {
        client.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return load;
  }

  private static String text(Random random) {
    return "x".repeat(1 + random.nextInt(LONGEST));
  }

  private Object pipelines(Random random) throws IOException {
    try (RedisClient client = new RedisClient()) {
      for (int round = 0; round < 200; round++) {
        int depth = 1 + random.nextInt(48);
        for (int i = 0; i < depth; i++) {
          switch (random.nextInt(6)) {
            case 0 -> client.say("SET", "key" + random.nextInt(50), text(random));
            case 1 -> client.say("GET", "key" + random.nextInt(50));
            case 2 -> client.inline("PING");
            case 3 -> client.say("PING", text(random));
            default -> client.say("ECHO", text(random));
          }
        }
        client.hear(depth);
      }
      return client.ask("GET", "key0");
    }
  }

  private Object transactions(Random random) throws IOException {
    try (RedisClient client = new RedisClient();
        RedisClient other = new RedisClient()) {
      for (int round = 0; round < 100; round++) {
        client.say("WATCH", "watched").hear(1);
        if (round % 4 == 0) {
          other.ask("INCR", "watched");
        }
        client.say("MULTI").say("INCR", "counter").say("INCRBY", "counter", 5);
        if (round % 5 == 0) {
          client.say("SET", "too few words");
        }
        boolean given = round % 7 == 0;
        client.say(given ? "DISCARD" : "EXEC").hear(round % 5 == 0 ? 5 : 4);
        client.ask("ECHO", text(random));
      }
      return client.ask("GET", "counter");
    }
  }

  private Object scripts(Random random) throws IOException {
    try (RedisClient client = new RedisClient()) {
      RespValue sha = client.ask("SCRIPT", "LOAD", SCRIPT);
      String name = sha instanceof Bulk bulk ? bulk.text() : "";
      for (int round = 0; round < 150; round++) {
        client.say("EVAL", SCRIPT, 1, "k", text(random)).say("EVALSHA", name, 1, "k", "v");
        client.say("EVALSHA", "0".repeat(40), 0).say("ECHO", text(random)).hear(4);
      }
      return sha;
    }
  }

  /** Every type there is, and messages about keys that others write. */
  private Object resp3() throws IOException {
    try (RedisClient client = new RedisClient();
        RedisClient other = new RedisClient()) {
      client.ask("HELLO", 3);
      client.ask("CLIENT", "TRACKING", "ON");
      client.say("HSET", "h", "f", 1, "g", 2).say("SADD", "s", "a", "b").say("ZADD", "z", 1.5, "m");
      client.hear(3);
      Random random = new Random(12);
      for (int round = 0; round < 60; round++) {
        client.say("HGETALL", "h").say("SMEMBERS", "s").say("ZSCORE", "z", "m").say("GET", "none");
        PROTOCOL.forEach(type -> client.say("DEBUG", "PROTOCOL", type));
        client.say("GET", "tracked").say("ECHO", text(random));
        other.ask("SET", "tracked", round);
        client.hear(6 + PROTOCOL.size());
      }
      client.say("RESET").say("HGETALL", "h").hear(2);
      return client.ask("PING");
    }
  }

  private Object waits() throws IOException {
    try (RedisClient client = new RedisClient()) {
      for (int round = 0; round < MESSAGES; round++) {
        client.say("BLPOP", "list", 0).say("ECHO", "y".repeat(1 + round)).hear(2);
      }
      client.ask("BRPOP", "nothing", 0.02);
      return client.ask("XREAD", "BLOCK", 10, "STREAMS", "stream", "$");
    }
  }

  private Object pushes() throws IOException {
    try (RedisClient client = new RedisClient()) {
      for (int round = 0; round < MESSAGES; round++) {
        client.say("LPUSH", "list", round).say("LLEN", "list").hear(2);
      }
      return client.ask("PING");
    }
  }

  private Object silent() throws IOException {
    try (RedisClient client = new RedisClient()) {
      Random random = new Random(13);
      for (int round = 0; round < SILENT_ROUNDS; round++) {
        client.say("ECHO", text(random)).say("CLIENT", "REPLY", "SKIP");
        client.say(UNANSWERED, "log", round).say("ECHO", text(random)).hear(2);
        client.say("CLIENT", "REPLY", "OFF").say(UNANSWERED, "log", round);
        client.say(UNANSWERED, "log", round).say("CLIENT", "REPLY", "ON");
        client.say("ECHO", text(random)).hear(2);
      }
      return client.ask("PING");
    }
  }

  private Object subscriber() throws IOException {
    try (RedisClient client = new RedisClient()) {
      CHANNELS.forEach(channel -> client.say("SUBSCRIBE", channel));
      client.say("PSUBSCRIBE", "n*", "w*").hear(CHANNELS.size() + 2);
      subscribed.countDown();
      client.hear(MESSAGES * (CHANNELS.size() + 2));
      client.say("PING").say("UNSUBSCRIBE").say("PUNSUBSCRIBE", "n*").say("PUNSUBSCRIBE", "w*");
      client.hear(1 + CHANNELS.size() + 2);
      return client.ask("ECHO", "free again");
    }
  }

  private Object resp3Subscriber() throws IOException {
    try (RedisClient client = new RedisClient()) {
      client.ask("HELLO", 3);
      client.say("SUBSCRIBE", CHANNELS.get(0), CHANNELS.get(1)).hearPushed(2);
      subscribed.countDown();
      for (int round = 0; round < MESSAGES; round++) {
        client.ask("ECHO", "z".repeat(1 + round));
      }
      return client.ask("PING");
    }
  }

  private Object publisher() throws IOException, InterruptedException {
    subscribed.await();
    try (RedisClient client = new RedisClient()) {
      for (int round = 0; round < MESSAGES; round++) {
        CHANNELS.forEach(channel -> client.say("PUBLISH", channel, "m".repeat(100)));
        client.hear(CHANNELS.size());
      }
      return client.ask("PING");
    }
  }
}
