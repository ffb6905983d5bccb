package io.mujun.trino;

import io.trino.server.Server;

/**
 * Starts the assembled Trino server in this JVM. The system property {@code config} names {@code
 * config.properties}; Trino reads every other file of its configuration from the same folder.
 */
public final class MujunTrinoServer {
  private MujunTrinoServer() {}

  public static void main(String[] arguments) {
    new Server().start(Server.class.getPackage().getImplementationVersion());
  }
}
