/** Locks in the catalog's database, which end with the process that holds them. */
package io.mujun.catalog.lock;
