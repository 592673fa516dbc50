/**
 * Who a client is: so far, which network it belongs to.
 *
 * <p>Promise: pure functions of an address; nothing here counts or reads logs.
 */
@NullMarked
package io.github.logtraffic.identity;

import org.jspecify.annotations.NullMarked;
