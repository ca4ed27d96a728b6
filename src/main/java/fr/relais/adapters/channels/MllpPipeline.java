// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.camel.component.netty.NettyConsumer;
import org.apache.camel.component.netty.ServerInitializerFactory;
import org.apache.camel.component.netty.handlers.ServerChannelHandler;
import org.jspecify.annotations.Nullable;

/**
 * What each new MLLP connection passes through: TLS where it is given, our framing, then Camel on
 * the worker threads.
 */
final class MllpPipeline extends ServerInitializerFactory {
  private final MllpConnections connections;
  private final EventExecutorGroup workers;
  private final int messageBytesMax;
  private final Duration idle;
  private final @Nullable SSLContext tls;
  private final @Nullable NettyConsumer consumer;

  MllpPipeline(
      MllpConnections connections,
      EventExecutorGroup workers,
      int messageBytesMax,
      Duration idle,
      @Nullable SSLContext tls,
      @Nullable NettyConsumer consumer) {
    this.connections = connections;
    this.workers = workers;
    this.messageBytesMax = messageBytesMax;
    this.idle = idle;
    this.tls = tls;
    this.consumer = consumer;
  }

  @Override
  public ServerInitializerFactory createPipelineFactory(NettyConsumer consumerOfTheRoute) {
    return new MllpPipeline(connections, workers, messageBytesMax, idle, tls, consumerOfTheRoute);
  }

  @Override
  protected void initChannel(Channel channel) {
    if (tls != null) {
      MllpPeer.guard(channel, tls, idle);
    }
    MllpFrames frames = new MllpFrames(connections, messageBytesMax, idle);
    channel
        .pipeline()
        .addLast("answers", new MllpAnswers(frames))
        .addLast("frames", frames)
        .addLast(workers, "camel", new ServerChannelHandler(consumer));
  }
}
