// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.trust.PeerName;
import fr.relais.adapters.trust.TrustMaterial;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.AttributeKey;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mutual TLS of one MLLP connection: whoever shows no certificate that we believe is closed before
 * a byte of his is looked at; of the others the name is kept for each of their messages.
 */
final class MllpPeer extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(MllpPeer.class);
  private static final AttributeKey<String> NAME = AttributeKey.valueOf(MllpPeer.class, "name");

  private final SslHandler tls;

  private MllpPeer(SslHandler tls) {
    this.tls = tls;
  }

  /** Puts TLS at the head of this connection. */
  static void guard(Channel channel, SSLContext context, Duration handshake) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(TrustMaterial.server());
    SslHandler tls = new SslHandler(engine);
    tls.setHandshakeTimeoutMillis(handshake.toMillis());
    channel.pipeline().addLast("tls", tls).addLast("peer", new MllpPeer(tls));
  }

  /** Common name of the certificate that the peer showed; null without TLS. */
  static @Nullable String name(Channel channel) {
    return channel.attr(NAME).get();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof SslHandshakeCompletionEvent done) {
      if (done.isSuccess()) {
        ctx.channel().attr(NAME).set(PeerName.of(tls.engine().getSession()));
      } else {
        LOG.warn("mllp certificate refused peer={}", MllpConnections.peerOf(ctx.channel()));
        ctx.close();
      }
    }
    super.userEventTriggered(ctx, event);
  }

  /** What is no TLS, or none of ours: its kind is told above, its text never. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    if (cause instanceof DecoderException) {
      ctx.close();
    } else {
      super.exceptionCaught(ctx, cause);
    }
  }
}
