package io.mujun.cli.stack;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A server that is started, watched and stopped as a process.
 *
 * @param name of its files, for example {@code trino}
 * @param title for people, for example {@code Trino}
 * @param port where it is to listen on the loopback address
 * @param portVariable the setting that changes the port
 * @param fingerprint stands for all that it is started from
 * @param launch made ready and told when it is to be started
 * @param ready whether it answers
 * @param limit how long it may take to answer
 */
record ServerDefinition(
    String name,
    String title,
    int port,
    String portVariable,
    String fingerprint,
    Supplier<ProcessLaunch> launch,
    BooleanSupplier ready,
    Duration limit) {}
