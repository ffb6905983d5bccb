/** What a night tells systems that watch lineage, as OpenLineage events. */
package io.mujun.cli.lineage;
