/**
 * What keeps tables small and quick, and loses nothing. {@link
 * io.mujun.catalog.maintenance.Maintenance} goes through the catalog and {@code TableMaintenance}
 * through one table: {@code FileMerge} and {@code ManifestMerge} write anew what is in many small
 * files, {@code Spared} says which snapshots stay and {@code StandingSummary} what their summaries
 * still have to say, and {@code Orphans} removes the files that no metadata names any more.
 */
package io.mujun.catalog.maintenance;
