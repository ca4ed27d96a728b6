// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.channels;

import fr.relais.adapters.channels.MllpConnections.Seat;
import fr.relais.core.model.ProblemCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the stream of one connection into messages (HL7 v2 Transport Specification MLLP, release 1:
 * 0x0B, payload, 0x1C 0x0D), one at a time: the next is not read before the answer to the last is
 * written. Strict: at the first byte that should not be there the connection is closed without an
 * answer, and the sender will send again.
 */
final class MllpFrames extends ByteToMessageDecoder {
  static final byte START = 0x0B;
  static final byte END = 0x1C;
  static final byte CR = 0x0D;
  private static final byte LF = 0x0A;
  private static final int HEAD_BYTES = 8_192;
  private static final Logger LOG = LoggerFactory.getLogger(MllpFrames.class);

  private final MllpConnections connections;
  private final int messageBytesMax;
  private final Duration idle;
  private @Nullable Seat seat;
  private @Nullable ScheduledFuture<?> deadline;
  private boolean inside;
  private boolean inWork;
  private boolean closed;
  private int scanned;
  private byte @Nullable [] head;

  MllpFrames(MllpConnections connections, int messageBytesMax, Duration idle) {
    this.connections = connections;
    this.messageBytesMax = messageBytesMax;
    this.idle = idle;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) throws Exception {
    Optional<Seat> free = connections.admit(ctx.channel());
    seat = free.orElse(null);
    if (free.isEmpty()) {
      LOG.warn("mllp no seat left");
      close(ctx);
    }
    super.channelActive(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    closed = true;
    cancelDeadline();
    if (seat != null) {
      connections.leaves(seat);
    }
    super.channelInactive(ctx);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    Seat here = seat;
    if (closed || here == null) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (inWork || !(inside || findsStart(ctx, here, in))) {
      return;
    }
    if (head != null) {
      passes(ctx, here, in, out);
      return;
    }
    int at =
        in.forEachByte(
            in.readerIndex() + scanned,
            in.readableBytes() - scanned,
            value -> value != START && value != END);
    int length = at < 0 ? in.readableBytes() : at - in.readerIndex();
    scanned = length;
    if (length > messageBytesMax) {
      head = ByteBufUtil.getBytes(in, in.readerIndex(), Math.min(HEAD_BYTES, length));
      LOG.warn("mllp frame refused code={} peer={}", ProblemCode.TOO_LARGE, here.peer());
      connections.holds(here, 0);
      passes(ctx, here, in, out);
    } else if (!connections.holds(here, length)) {
      drop(ctx, in, ProblemCode.TRY_LATER);
    } else if (at >= 0) {
      endsAt(ctx, here, in, at, out);
    }
  }

  /** Between frames only line ends are borne. */
  private boolean findsStart(ChannelHandlerContext ctx, Seat here, ByteBuf in) {
    while (in.isReadable()) {
      byte value = in.readByte();
      if (value == START) {
        begins(ctx, here);
        return !closed;
      }
      if (value != CR && value != LF) {
        drop(ctx, in, ProblemCode.CONTENT_OUTSIDE);
        return false;
      }
    }
    return false;
  }

  private void begins(ChannelHandlerContext ctx, Seat here) {
    inside = true;
    scanned = 0;
    if (!connections.reads(here)) {
      close(ctx);
      return;
    }
    // counted from the first byte: one byte a minute does not keep the seat
    closesAfterIdle(ctx);
  }

  private void endsAt(ChannelHandlerContext ctx, Seat here, ByteBuf in, int at, List<Object> out) {
    if (in.getByte(at) == START) {
      drop(ctx, in, ProblemCode.TRUNCATED);
    } else if (at + 1 < in.writerIndex()) {
      if (in.getByte(at + 1) == CR) {
        takes(ctx, here, in, at, out);
      } else {
        drop(ctx, in, ProblemCode.END_MARK_MISPLACED);
      }
    }
  }

  /**
   * Lets the rest of a frame over the limit pass unread, to its end, so that it can be answered.
   */
  private void passes(ChannelHandlerContext ctx, Seat here, ByteBuf in, List<Object> out) {
    while (in.isReadable()) {
      int at = in.bytesBefore(END);
      if (at < 0) {
        in.skipBytes(in.readableBytes());
        return;
      }
      in.skipBytes(at);
      if (in.readableBytes() < 2) {
        return;
      }
      if (in.getByte(in.readerIndex() + 1) == CR) {
        in.skipBytes(2);
        TooLarge large = new TooLarge(Objects.requireNonNull(head));
        head = null;
        works(ctx, here, large, out);
        return;
      }
      in.skipBytes(1);
    }
  }

  private void takes(ChannelHandlerContext ctx, Seat here, ByteBuf in, int at, List<Object> out) {
    byte[] message = new byte[at - in.readerIndex()];
    in.readBytes(message).skipBytes(2);
    works(ctx, here, new MllpFrame(message, MllpPeer.name(ctx.channel())), out);
  }

  private void works(ChannelHandlerContext ctx, Seat here, Object message, List<Object> out) {
    cancelDeadline();
    inside = false;
    scanned = 0;
    if (connections.works(here)) {
      inWork = true;
      ctx.channel().config().setAutoRead(false);
      out.add(message);
    } else {
      close(ctx);
    }
  }

  /** An answer is being written: the peer has the idle time to take it. */
  void answers(ChannelHandlerContext ctx) {
    closesAfterIdle(ctx);
  }

  /** The answer is written: the next message may come, which perhaps already lies here. */
  void answered(ChannelHandlerContext ctx) throws Exception {
    cancelDeadline();
    inWork = false;
    if (seat == null || !connections.rests(seat)) {
      close(ctx);
      return;
    }
    channelRead(ctx.pipeline().context(this), Unpooled.EMPTY_BUFFER);
    if (!inWork && !closed) {
      ctx.channel().config().setAutoRead(true);
    }
  }

  private void closesAfterIdle(ChannelHandlerContext ctx) {
    deadline =
        ctx.executor()
            .schedule(
                () -> {
                  LOG.warn("mllp too slow peer={}", seat == null ? "" : seat.peer());
                  close(ctx);
                },
                idle.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private void drop(ChannelHandlerContext ctx, ByteBuf in, ProblemCode code) {
    LOG.warn("mllp frame refused code={} peer={}", code, seat == null ? "" : seat.peer());
    in.skipBytes(in.readableBytes());
    close(ctx);
  }

  private void close(ChannelHandlerContext ctx) {
    closed = true;
    cancelDeadline();
    ctx.close();
  }

  /** What is left when the peer has gone is nobody's: he will send it again. */
  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    in.skipBytes(in.readableBytes());
  }
}
