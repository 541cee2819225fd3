package io.synscope.cli;

import io.synscope.capture.live.Device;
import io.synscope.cli.option.ExitCode;
import io.synscope.cli.terminal.Terminal;
import io.synscope.observation.Address;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Lists what {@code capture -i} takes. */
@Command(
    name = "interfaces",
    header = {
      "The interfaces that capture -i takes.",
      "",
      "  synscope interfaces           names, states, addresses",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope interfaces", ""},
    footer = {"", "Needs libpcap; needs no privilege."})
final class InterfacesCommand implements Callable<Integer> {
  private final Terminal terminal;

  InterfacesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Device> devices = Device.all();
    int column = devices.stream().mapToInt(device -> device.name().length()).max().orElse(0);
    StringBuilder page = new StringBuilder();
    for (Device device : devices) {
      page.append(
          String.format(
                  Locale.ROOT,
                  "%-" + Math.max(1, column) + "s  %-7s  %s",
                  device.name(),
                  state(device),
                  words(device))
              .stripTrailing());
      page.append('\n');
    }
    terminal.print(page.toString());
    return ExitCode.OK.number();
  }

  private static String state(Device device) {
    return device.running() ? "running" : device.up() ? "up" : "down";
  }

  private static String words(Device device) {
    String addresses =
        device.addresses().stream()
            .map(address -> Address.parse(address.replaceFirst("%.*", "")).toString())
            .collect(Collectors.joining(" "));
    return addresses.isEmpty() ? device.description() : addresses;
  }
}
