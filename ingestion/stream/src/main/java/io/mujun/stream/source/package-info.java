/**
 * The county's database beside the connector: {@code SourceCheck} holds it fit for capture, {@code
 * SourceDatabase} tells its slot, its pending changes and its rows, {@code SourceFault} words its
 * faults.
 */
package io.mujun.stream.source;
