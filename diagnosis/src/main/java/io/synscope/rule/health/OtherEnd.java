package io.synscope.rule.health;

import io.synscope.finding.Severity;
import io.synscope.observation.CaptureFacts;
import io.synscope.rule.Audit;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;

/** What only a capture at another place could show; told where something is wrong at all. */
public final class OtherEnd implements Audit {
  @Override
  public void look(CaseFile file, Docket docket) {
    CaptureFacts capture = file.observations().capture();
    boolean wrong =
        !docket.drafts(draft -> draft.severity().compareTo(Severity.INFO) > 0).isEmpty();
    if (capture.packets() == 0 || !wrong) {
      return;
    }
    switch (file.vantage()) {
      case CLIENT ->
          docket.notChecked(
              "what reached the server's host, and what left it",
              "the capture was taken on the client's side",
              "on the server, at the same time: tcpdump -i any -w server.pcap 'port PORT'");
      case SERVER ->
          docket.notChecked(
              "what the clients sent that never came here, and which answers reached them",
              "the capture was taken on the server's side",
              "on a client, at the same time: tcpdump -i any -w client.pcap 'port PORT'");
      case MIDPATH ->
          docket.notChecked(
              "what happened between the capture and either host",
              "the capture was taken on the way",
              "on both hosts, at the same time: tcpdump -i any -w FILE 'port PORT'");
      case UNKNOWN ->
          docket.notChecked(
              "on which side of the capture packets are missing",
              "nothing in it tells where it was taken",
              "synscope analyze --vantage client (or server, midpath) FILE");
      case SOCKET -> {}
    }
  }
}
