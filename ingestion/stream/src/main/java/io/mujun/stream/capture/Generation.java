package io.mujun.stream.capture;

/**
 * What holds from one reading of all rows to the next.
 *
 * @param epoch the epoch of positions
 * @param rules hash of the rules that rows are read by
 */
public record Generation(int epoch, String rules) {}
