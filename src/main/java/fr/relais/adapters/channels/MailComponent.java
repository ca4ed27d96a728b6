// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.flow.Mailbox;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** What a route calls {@code mailbox:INBOX}: a folder of our mailbox, each mail of it once. */
final class MailComponent extends DefaultComponent {
  private final ChannelSettings.Mail settings;
  private final Mailbox mailbox;
  private final BooleanSupplier polls;
  private final MailboxState state;

  MailComponent(
      ChannelSettings.Mail settings, Mailbox mailbox, BooleanSupplier polls, MailboxState state) {
    this.settings = settings;
    this.mailbox = mailbox;
    this.polls = polls;
    this.state = state;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String folder, Map<String, Object> parameters) {
    return new Folder(uri, this, folder);
  }

  private static final class Folder extends DefaultEndpoint {
    private final MailComponent door;
    private final String name;

    Folder(String uri, MailComponent door, String name) {
      super(uri, door);
      this.door = door;
      this.name = name;
    }

    @Override
    public Producer createProducer() {
      throw new UnsupportedOperationException("mails leave by the exit");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new Reader(this, processor);
    }
  }

  private static final class Reader extends DefaultConsumer {
    private final Folder folder;
    private @Nullable MailWatch watch;

    Reader(Folder folder, Processor processor) {
      super(folder, processor);
      this.folder = folder;
    }

    @Override
    protected void doStart() throws Exception {
      super.doStart();
      MailComponent door = folder.door;
      MailWatch started =
          new MailWatch(
              door.settings, folder.name, door.mailbox, door.polls, this::handIn, door.state);
      watch = started;
      started.start();
    }

    /** Whether the desk kept it. */
    private boolean handIn(MailArrival arrival) {
      Exchange exchange = folder.createExchange();
      exchange.getMessage().setBody(arrival);
      try {
        getProcessor().process(exchange);
      } catch (Exception e) {
        exchange.setException(e);
      }
      return !exchange.isFailed();
    }

    @Override
    protected void doStop() throws Exception {
      MailWatch running = watch;
      if (running != null) {
        running.close();
      }
      super.doStop();
    }
  }
}
