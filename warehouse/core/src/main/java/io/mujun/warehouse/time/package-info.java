/** Working days and the warehouse's calendar; all dates are local dates of Asia/Shanghai. */
package io.mujun.warehouse.time;
