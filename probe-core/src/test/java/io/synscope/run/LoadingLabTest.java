package io.synscope.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Program;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresRoot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis that reads its data back in, as long as the test takes. */
@RequiresRoot
@RequiresCommand({"ip", "nft", "redis-server", "redis-cli"})
class LoadingLabTest {
  @TempDir private Path folder;

  @Test
  void redisThatLoads_saysSo_andIsNotServing() {
    try (Lab lab = Lab.create()) {
      String[] here = {"--dir", folder.toString(), "--dbfilename", "dump.rdb"};
      try (Program redis = lab.redis(here)) {
        cli(lab, "EVAL", "for i = 1, 20000 do redis.call('SET', i, i) end", "0");
        cli(lab, "SAVE");
        assertThat(redis.pid()).isPositive();
      }
      // each key waits, and clients are looked at after each few bytes (as in Redis' own tests)
      String[] slowly = {
        "--dir",
        folder.toString(),
        "--dbfilename",
        "dump.rdb",
        "--key-load-delay",
        "5000",
        "--loading-process-events-interval-bytes",
        "1024"
      };
      try (Program loading = lab.loadingRedis(slowly)) {
        AttemptEvent event = LabProbe.one(lab.client(), Lab.SERVER + ":6379");
        assertThat(event.attempt().outcome()).isEqualTo(Outcome.ESTABLISHED_CLEAN);
        assertThat(event.sight().reply())
            .isEqualTo("-LOADING Redis is loading the dataset in memory");
        assertThat(event.story()).isEqualTo(Story.OK_ERROR_REPLY);
        assertThat(event.served()).isFalse();
        assertThat(loading.pid()).isPositive();
      }
    }
  }

  private static void cli(Lab lab, String... words) {
    String[] command = new String[words.length + 3];
    command[0] = "redis-cli";
    command[1] = "-h";
    command[2] = Lab.SERVER;
    System.arraycopy(words, 0, command, 3, words.length);
    lab.server().run(command);
  }
}
