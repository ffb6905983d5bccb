/** Who may see what: roles and users as data, and the rules that Trino enforces from them. */
package io.mujun.warehouse.access;
