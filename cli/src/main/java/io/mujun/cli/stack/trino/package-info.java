/** The configuration, certificate and command line of the Trino server. */
package io.mujun.cli.stack.trino;
