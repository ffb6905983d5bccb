package io.mujun.warehouse.coverage;

/** A text in both languages of the pages. */
public record Wording(String chinese, String english) {}
