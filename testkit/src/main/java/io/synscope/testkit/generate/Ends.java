package io.synscope.testkit.generate;

/** The two ends of a conversation and the numbers that its next segments bear. */
final class Ends {
  int clientAddress;
  int clientPort;
  int serverAddress;
  int serverPort;
  int clientSequence;
  int serverSequence;
  int clientIdentification;
  int serverIdentification;
  int clientClock;
  int serverClock;

  void open(long number, int noise) {
    clientAddress = 0x0A010000 | (int) (number % 250) + 2;
    clientPort = 32_768 + (int) (number / 250 % 28_232);
    serverAddress = 0x0A020002;
    serverPort = 6_379 + (int) (number % 7);
    clientSequence = noise * 0x9E3779B1;
    serverSequence = noise * 0x85EBCA6B;
    clientIdentification = noise >>> 16;
    serverIdentification = noise >>> 8 & 0xFFFF;
  }
}
