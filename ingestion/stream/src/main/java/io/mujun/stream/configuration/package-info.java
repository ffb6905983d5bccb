/** What the process is told in the first line of its input. */
package io.mujun.stream.configuration;
