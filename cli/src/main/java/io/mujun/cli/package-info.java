/** The command line: one class a command. Knows every room, and is known by none. */
package io.mujun.cli;
