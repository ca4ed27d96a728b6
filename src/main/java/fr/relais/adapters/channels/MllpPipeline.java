// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import org.apache.camel.component.netty.NettyConsumer;
import org.apache.camel.component.netty.ServerInitializerFactory;
import org.apache.camel.component.netty.handlers.ServerChannelHandler;
import org.jspecify.annotations.Nullable;

/** What each new MLLP connection passes through: our framing, then Camel on the worker threads. */
final class MllpPipeline extends ServerInitializerFactory {
  private final MllpConnections connections;
  private final EventExecutorGroup workers;
  private final int messageBytesMax;
  private final Duration idle;
  private final @Nullable NettyConsumer consumer;

  MllpPipeline(
      MllpConnections connections,
      EventExecutorGroup workers,
      int messageBytesMax,
      Duration idle,
      @Nullable NettyConsumer consumer) {
    this.connections = connections;
    this.workers = workers;
    this.messageBytesMax = messageBytesMax;
    this.idle = idle;
    this.consumer = consumer;
  }

  @Override
  public ServerInitializerFactory createPipelineFactory(NettyConsumer consumerOfTheRoute) {
    return new MllpPipeline(connections, workers, messageBytesMax, idle, consumerOfTheRoute);
  }

  @Override
  protected void initChannel(Channel channel) {
    MllpFrames frames = new MllpFrames(connections, messageBytesMax, idle);
    channel
        .pipeline()
        .addLast("answers", new MllpAnswers(frames))
        .addLast("frames", frames)
        .addLast(workers, "camel", new ServerChannelHandler(consumer));
  }
}
