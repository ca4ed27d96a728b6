// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.trust.TrustMaterial;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.UnorderedThreadPoolEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.netty.NettyComponent;
import org.apache.camel.component.netty.NettyConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Threads and limits of the MLLP door. One thread accepts, a few move bytes, and the workers, in
 * bounded number, wait for the store: a slow message holds a worker and never a byte mover.
 */
final class MllpDoor {
  private static final int IO_THREADS = 2;
  private static final int BACKLOG = 1_024;
  private static final int SESSION_SECONDS = 300;

  private final Acceptor acceptor = new Acceptor();
  private final EventLoopGroup movers = new NioEventLoopGroup(IO_THREADS, threads("mllp-io"));
  private final UnorderedThreadPoolEventExecutor workers;
  private final MllpConnections connections;
  private final MllpPipeline pipeline;

  MllpDoor(ChannelSettings settings) {
    workers =
        new UnorderedThreadPoolEventExecutor(settings.mllp().workers(), threads("mllp-worker"));
    // a message that no worker had begun when the door closes must not be handed in afterwards
    workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    connections = new MllpConnections(settings.mllp());
    pipeline =
        new MllpPipeline(
            connections,
            workers,
            settings.messageBytesMax(),
            settings.mllp().idle(),
            tls(settings.mllp().trust()),
            null);
  }

  /** Made once; a session is taken up again for minutes alone, so that a revocation soon holds. */
  private static @Nullable SSLContext tls(@Nullable TrustMaterial trust) {
    if (trust == null) {
      return null;
    }
    SSLContext context = trust.context();
    context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
    return context;
  }

  /** Camel's {@code netty} component with our framing and threads: a route cannot undo them. */
  NettyComponent component() {
    NettyConfiguration configuration = new NettyConfiguration();
    configuration.setServerInitializerFactory(pipeline);
    configuration.setBossGroup(acceptor);
    configuration.setWorkerGroup(movers);
    configuration.setBacklog(BACKLOG);
    configuration.setTcpNoDelay(true);
    configuration.setKeepAlive(true);
    configuration.setAllowDefaultCodec(false);
    configuration.setNoReplyLogLevel(LoggingLevel.OFF);
    configuration.setServerExceptionCaughtLogLevel(LoggingLevel.OFF);
    NettyComponent component = new NettyComponent();
    component.setConfiguration(configuration);
    return component;
  }

  /** The bound port, or -1 while nothing is bound. */
  int port() {
    return acceptor.listening != null
            && acceptor.listening.localAddress() instanceof InetSocketAddress bound
        ? bound.getPort()
        : -1;
  }

  /** Takes no new message; those at work have this long to be answered. */
  void drain(Duration atMost) {
    if (acceptor.listening != null) {
      acceptor.listening.close().awaitUninterruptibly();
    }
    connections.drain(atMost);
  }

  /** After Camel has stopped. A worker that is still at its message finishes it unanswered. */
  void stop() {
    workers.shutdown();
    acceptor.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS);
    movers.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory threads(String name) {
    return new DefaultThreadFactory(name, true);
  }

  /** Remembers the listening socket: Camel keeps it to itself, and we must know its port. */
  private static final class Acceptor extends NioEventLoopGroup {
    private volatile @Nullable Channel listening;

    private Acceptor() {
      super(1, threads("mllp-accept"));
    }

    @Override
    public ChannelFuture register(Channel channel) {
      listening = channel;
      return super.register(channel);
    }
  }
}
