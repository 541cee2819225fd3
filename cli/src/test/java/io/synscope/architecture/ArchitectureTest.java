package io.synscope.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import io.synscope.testkit.need.Checkout;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The plan of the product: every package, and all that it may name.
 *
 * <p>One line a package: its name below {@code io.synscope}, the packages of ours that it may name,
 * and the {@link Door}s that open for it. All may name the JDK and the nullness annotations. A line
 * names only lines above it, so that the plan cannot hold a circle; the two wings do not name each
 * other. <b>A new package needs a line here; so does a new arrow.</b>
 */
final class ArchitectureTest {
  private static final Plan PLAN =
      Plan.parse(
          """
          module diagnosis
          observation      |                                                           |
          resp             |                                                           |
          latency          | observation                                               | hdrhistogram
          comparison       |                                                           | hdrhistogram
          finding          | observation                                               |
          statistics       |                                                           |
          story            | observation                                               |
          rule             | observation resp latency finding statistics story         |
          rule.lookup      | observation resp latency finding statistics story rule    |
          rule.refusal     | observation resp latency finding statistics story rule    |
          rule.silence     | observation resp latency finding statistics story rule    |
          rule.client      | observation resp latency finding statistics story rule    |
          rule.idle        | observation resp latency finding statistics story rule    |
          rule.path        | observation resp latency finding statistics story rule    |
          rule.redis       | observation resp latency finding statistics story rule    |
          rule.delay       | observation resp latency finding statistics story rule    |
          rule.reply       | observation resp latency finding statistics story rule    |
          rule.speech      | observation resp latency finding statistics story rule    |
          rule.backlog     | observation resp latency finding statistics story rule    |
          rule.health      | observation resp latency finding statistics story rule    |
          rule.witness     | observation finding story rule                            |
          rule.book        | rule rule.lookup rule.refusal rule.silence rule.client rule.idle rule.path rule.redis rule.reply rule.speech rule.delay rule.backlog rule.health |
          report           | observation latency finding                               |

          module pcap-analyzer
          wire             |                                                           |
          capture          | wire                                                      | zstd
          capture.live     | wire capture                                              | pcap4j jna clock
          flow             | wire observation                                          |
          lookup           | wire observation                                          |
          tcp              | wire flow observation                                     |
          redis            | wire flow tcp resp observation latency report             | hdrhistogram
          evidence         | wire capture flow observation finding                     |
          analysis         | wire capture lookup flow tcp redis resp @judgement        |

          module probe-core
          target           |                                                           | netty
          schedule         |                                                           | clock
          connect          | target schedule observation                               | netty jna clock
          exchange         | target schedule connect resp observation                  | netty jna clock
          server           | target connect exchange resp observation                  | sockets
          host             | observation                                               | jna
          run              | target schedule connect exchange server host @judgement   | netty clock hdrhistogram
          settle           | target schedule connect exchange run observation          | netty clock
          export           | target schedule run @judgement                            | hdrhistogram prometheus http

          module cli
          cli.terminal     |                                                           | console clock
          cli.demo         |                                                           |
          cli.render.json  | @judgement evidence                                       | jackson
          cli.render.text  | @judgement evidence                                       |
          cli.render.html  | @judgement evidence cli.render.text                       |
          cli.diagnose     | @judgement capture capture.live analysis target schedule exchange server host run settle | clock
          cli.option       | @judgement capture capture.live evidence resp target schedule connect exchange run export cli.terminal cli.render.json cli.render.text cli.render.html | picocli console clock hdrhistogram
          cli              | @everything                                               | picocli console clock hdrhistogram
          """);

  private static final JavaClasses CLASSES = PLAN.importClasses();

  @Test
  void everyModuleWithSourcesIsSeen() {
    for (String module : PLAN.modules()) {
      boolean hasSources = Files.exists(Checkout.resolve(module + "/src/main/java/io"));
      boolean isSeen = CLASSES.stream().anyMatch(type -> Plan.isIn(module, type));
      assertThat(isSeen).as("classes of module %s were imported", module).isEqualTo(hasSources);
    }
  }

  @Test
  void everyPackageHasItsLineUnderItsModule() {
    Set<String> strangers = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      boolean planned = PLAN.row(type).filter(row -> Plan.isIn(row.module(), type)).isPresent();
      if (!planned) {
        strangers.add(type.getPackageName());
      }
    }
    assertThat(strangers).as("packages without a line in the plan above").isEmpty();
  }

  @Test
  void packagesNameOnlyWhatTheirLineAllows() {
    Set<String> arrows =
        CLASSES.stream()
            .flatMap(type -> PLAN.row(type).stream().flatMap(row -> row.breaches(type)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(arrows).as("arrows that the plan above does not have").isEmpty();
  }

  @Test
  void linesNameOnlyLinesAboveThem() {
    assertThat(PLAN.linesNamingLaterOnes()).isEmpty();
  }

  @Test
  void theTwoWitnessesDoNotKnowEachOther() {
    assertThat(PLAN.arrowsBetween("pcap-analyzer", "probe-core")).isEmpty();
    assertThat(PLAN.arrowsBetween("probe-core", "pcap-analyzer")).isEmpty();
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("io.synscope.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> bare =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> p.tryGetAnnotationOfType(NullMarked.class).isEmpty())
            .map(JavaPackage::getName)
            .sorted()
            .toList();
    assertThat(bare).as("packages whose package-info lacks @NullMarked").isEmpty();
  }

  @Test
  void namesSayWhatThingsAre() {
    List<String> vague =
        CLASSES.stream()
            .map(JavaClass::getSimpleName)
            .filter(name -> name.matches(".*(Manager|Helper|Utils?|Impl|Common|Base|Data|Info)"))
            .sorted()
            .toList();
    assertThat(vague).as("names that say nothing").isEmpty();
  }
}
