package io.mujun.stream.capture;

/**
 * How far in a source's log a checkpoint reaches. A log tells transactions in the order of their
 * commits, and those that overlap have places in between each other: so one place does not say it.
 *
 * @param commit end of the last transaction known to be wholly in
 * @param last place of the last change that is in; 0 where none is
 * @param atLast how many changes at that place are in, as rows copied together share one
 */
public record Reached(long commit, long last, long atLast) {}
