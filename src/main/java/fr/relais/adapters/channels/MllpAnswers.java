// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.core.model.Content;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/** Frames an answer, and tells {@link MllpFrames} when it is written. */
final class MllpAnswers extends ChannelOutboundHandlerAdapter {
  private final MllpFrames frames;

  MllpAnswers(MllpFrames frames) {
    this.frames = frames;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (!(message instanceof Content answer)) {
      // whatever went wrong behind us, the peer sees a closed connection and not its text
      ReferenceCountUtil.release(message);
      promise.cancel(false);
      ctx.close();
      return;
    }
    ByteBuf framed = ctx.alloc().buffer(answer.size() + 3);
    framed.writeByte(MllpFrames.START).writeBytes(answer.bytes());
    framed.writeByte(MllpFrames.END).writeByte(MllpFrames.CR);
    frames.answers(ctx);
    promise.addListener(
        written -> {
          if (written.isSuccess()) {
            frames.answered(ctx);
          } else {
            ctx.close();
          }
        });
    ctx.write(framed, promise);
  }
}
