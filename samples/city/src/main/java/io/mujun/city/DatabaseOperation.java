package io.mujun.city;

/**
 * What a database did with a record.
 *
 * @param code insert, update or delete
 * @param position its place in the order of the database's own operations
 */
record DatabaseOperation(String code, long position) {
  static DatabaseOperation insert(long position) {
    return new DatabaseOperation("insert", position);
  }

  static DatabaseOperation update(long position) {
    return new DatabaseOperation("update", position);
  }

  static DatabaseOperation delete(long position) {
    return new DatabaseOperation("delete", position);
  }
}
