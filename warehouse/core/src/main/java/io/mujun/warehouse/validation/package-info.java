/** Holds a typed record against its contract, before it may enter {@code ods}. */
package io.mujun.warehouse.validation;
