package io.mujun.city;

/**
 * What a database did with a record.
 *
 * @param code insert, update or delete
 * @param position its place in the order of the database's own operations
 */
record Operation(String code, long position) {
  static Operation insert(long position) {
    return new Operation("insert", position);
  }

  static Operation update(long position) {
    return new Operation("update", position);
  }

  static Operation delete(long position) {
    return new Operation("delete", position);
  }
}
