package io.synscope.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One line of the plan.
 *
 * @param module the folder that the package stands in
 * @param name the package, below io.synscope
 * @param mayName packages of ours, below io.synscope
 * @param doors what else is open to it
 */
record Row(String module, String name, Set<String> mayName, Set<Door> doors) {

  /** {@return what {@code type}, a class of this package, names beyond this line} */
  Stream<String> breaches(JavaClass type) {
    return Stream.concat(
            type.getDirectDependenciesFromSelf().stream()
                .map(Door::targetOf)
                .flatMap(target -> breach(target).stream()),
            Arrays.stream(Door.values())
                .filter(door -> !doors.contains(door))
                .filter(door -> type.getAccessesFromSelf().stream().anyMatch(door::isPassedBy))
                .map(Door::name))
        .map(target -> "%s (%s) -> %s".formatted(name, type.getSimpleName(), target));
  }

  private Optional<String> breach(JavaClass target) {
    if (Door.isBelow(Plan.ROOT, target)) {
      String other = Plan.below(target);
      return Optional.of(other).filter(o -> !o.equals(name) && !mayName.contains(o));
    }
    if (Door.isOpenToAll(target) || Door.before(target).filter(doors::contains).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(target.getName());
  }
}
