package io.synscope.lookup;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Moment;
import io.synscope.observation.NameQuery;
import io.synscope.wire.DnsMessage;
import io.synscope.wire.Packet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DNS questions, repeated ones folded, each with its answer: the first 4096. */
public final class NameTracker {
  private static final int QUERIES_KEPT = 4096;
  private static final int TIMES_KEPT = 16;

  private final DnsMessage message = new DnsMessage();
  private final Map<Key, Question> questions = new LinkedHashMap<>();

  /** Hears a UDP datagram; anything but DNS is ignored. */
  public void on(Packet packet) {
    boolean asks = packet.destinationPort() == DnsMessage.PORT;
    if (!asks && packet.sourcePort() != DnsMessage.PORT) {
      return;
    }
    if (message.wrap(packet) && message.isResponse() != asks) {
      if (asks) {
        ask(packet);
      } else {
        answer(packet);
      }
    }
  }

  private void ask(Packet packet) {
    Endpoint client =
        new Endpoint(new Address(packet.sourceHigh(), packet.sourceLow()), packet.sourcePort());
    Endpoint resolver =
        new Endpoint(
            new Address(packet.destinationHigh(), packet.destinationLow()),
            packet.destinationPort());
    Key key = new Key(client.address(), message.questionName(), message.questionType());
    Question question = questions.get(key);
    if (question == null && questions.size() < QUERIES_KEPT) {
      question = new Question(client, resolver);
      questions.put(key, question);
    }
    if (question != null
        && question.asked.size() < TIMES_KEPT
        && !NeighbourTracker.isSecondCapture(question.asked, packet)) {
      question.asked.add(new Moment(packet.nanos(), packet.frame()));
    }
  }

  private void answer(Packet packet) {
    Address client = new Address(packet.destinationHigh(), packet.destinationLow());
    Question question =
        questions.get(new Key(client, message.questionName(), message.questionType()));
    if (question != null && !question.answer.seen()) {
      question.answer = new Moment(packet.nanos(), packet.frame());
      question.code = message.responseCode();
      for (int i = 0; i < message.addressCount(); i++) {
        question.addresses.add(new Address(message.addressHigh(i), message.addressLow(i)));
      }
    }
  }

  /** {@return the questions in the order in which they were first asked} */
  public List<NameQuery> facts() {
    List<NameQuery> facts = new ArrayList<>();
    questions.forEach(
        (key, question) ->
            facts.add(
                new NameQuery(
                    question.client,
                    question.resolver,
                    key.name,
                    key.type,
                    List.copyOf(question.asked),
                    question.answer,
                    question.code,
                    List.copyOf(question.addresses))));
    return facts;
  }

  private record Key(Address client, String name, int type) {}

  private static final class Question {
    private final Endpoint client;
    private final Endpoint resolver;
    private final List<Moment> asked = new ArrayList<>(2);
    private final List<Address> addresses = new ArrayList<>(2);
    private Moment answer = Moment.NONE;
    private int code = -1;

    Question(Endpoint client, Endpoint resolver) {
      this.client = client;
      this.resolver = resolver;
    }
  }
}
