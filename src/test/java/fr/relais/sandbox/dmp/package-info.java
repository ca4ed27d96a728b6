// SPDX-License-Identifier: Apache-2.0
/** What the sandbox's DMP files and refuses, over real sockets; the messages are written here. */
@NullMarked
package fr.relais.sandbox.dmp;

import org.jspecify.annotations.NullMarked;
