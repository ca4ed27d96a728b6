// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.xds;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.jspecify.annotations.Nullable;

/**
 * The lines to the DMP, one for each structure that has its certificates. Nothing of CXF or IPF is
 * loaded before the first of them is asked for.
 */
public final class DmpLines implements AutoCloseable {
  private final DmpSettings settings;
  private final InstantSource clock;
  private final Map<String, DmpLine> open = new HashMap<>();
  private @Nullable Bus bus;
  private boolean closed;

  /**
   * Prepares them.
   *
   * @param clock the real one: the platform compares the assertions with its own
   */
  public DmpLines(DmpSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  DmpSettings settings() {
    return settings;
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * The line of one structure; opened once.
   *
   * @throws DmpFailure when it has no certificates here
   */
  synchronized DmpLine of(String structure) throws DmpFailure {
    DmpStructure known = settings.structures().get(structure);
    if (known == null) {
      throw new DmpFailure(DmpRefusal.DMP_NO_CERTIFICATE);
    }
    if (closed) {
      throw new DmpFailure(DmpRefusal.DMP_UNREACHABLE);
    }
    return open.computeIfAbsent(structure, id -> open(known));
  }

  private DmpLine open(DmpStructure structure) {
    if (bus == null) {
      bus = new CXFBusFactory().createBus();
    }
    return new DmpLine(
        settings,
        structure,
        new Assertions(settings, clock),
        new SoapPorts(bus, settings.limits(), structure.authentication()));
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(DmpLine::close);
    open.clear();
    if (bus != null) {
      bus.shutdown(false);
      bus = null;
    }
  }
}
