/**
 * A web server's configuration, read for the formats of its access logs: nginx's, Apache's and Tomcat's.
 *
 * <p>Promise: what the server would write is what is found here, with quotes, escapes, includes and variables as the server
 * reads them. Anything else than a configuration ends in an {@link java.io.IOException} or a
 * {@link io.github.logtraffic.log.config.ServerConfigException} that names file and line, in time linear in what was read
 * and in bounded memory.
 *
 * <p>Decision: only what bears on access logs is understood, so a directive of a module that nobody has heard of is no
 * mistake. Conditions ({@code <IfModule>}, {@code <IfDefine>}) are not judged: both sides are read, and a log to which
 * they give two formats has none.
 */
@NullMarked
package io.github.logtraffic.log.config;

import org.jspecify.annotations.NullMarked;
