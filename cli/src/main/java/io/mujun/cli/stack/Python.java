package io.mujun.cli.stack;

import java.nio.file.Path;

/**
 * A Python that can make virtual environments.
 *
 * @param program its interpreter
 * @param version for example {@code 3.11.7}
 */
record Python(Path program, String version) {}
