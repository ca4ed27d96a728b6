// SPDX-License-Identifier: Apache-2.0
package fr.relais.adapters.directory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of an answer, up to a size; beyond it the connection is left at once. */
final class LimitedBody implements BodySubscriber<byte[]> {
  private final int bytesMax;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private Flow.@Nullable Subscription from;

  LimitedBody(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** There was more than this. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    from = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      if (whole.isDone() || bytes.size() + part.remaining() > bytesMax) {
        tooLarge();
        return;
      }
      byte[] some = new byte[part.remaining()];
      part.get(some);
      bytes.writeBytes(some);
    }
  }

  private void tooLarge() {
    Flow.Subscription subscription = from;
    if (subscription != null) {
      subscription.cancel();
    }
    whole.completeExceptionally(new TooLarge());
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    whole.complete(bytes.toByteArray());
  }
}
