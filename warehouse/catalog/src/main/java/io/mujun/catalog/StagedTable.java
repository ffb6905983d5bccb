package io.mujun.catalog;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * Operations of one table whose commits stay here until the whole is published. Not for several
 * threads.
 */
final class StagedTable implements TableOperations {
  private final TableOperations published;
  private final TableMetadata base;
  private TableMetadata staged;

  StagedTable(TableOperations published) {
    this.published = published;
    this.base = published.refresh();
    this.staged = base;
  }

  TableMetadata base() {
    return base;
  }

  boolean isChanged() {
    return staged != base;
  }

  @Override
  public TableMetadata current() {
    return staged;
  }

  @Override
  public TableMetadata refresh() {
    return staged;
  }

  @Override
  public void commit(TableMetadata expected, TableMetadata updated) {
    if (expected != staged) {
      throw new CommitFailedException("The staged table was changed from under this commit");
    }
    staged = updated;
  }

  @Override
  public FileIO io() {
    return published.io();
  }

  @Override
  public EncryptionManager encryption() {
    return published.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return published.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return published.locationProvider();
  }

  @Override
  public long newSnapshotId() {
    return published.newSnapshotId();
  }
}
