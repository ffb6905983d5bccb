/** Code lists under {@code warehouse/codes}: units, zones and the areas that stand for them. */
package io.mujun.warehouse.code;
