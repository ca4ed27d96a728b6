// SPDX-License-Identifier: Apache-2.0
package fr.relais.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.MailFolder;
import jakarta.mail.UIDFolder;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folders of the simulated operator, which know the numbers of their mails. Those of the
 * library count them anew for each mail of each command: a mailbox of thousands would take hours to
 * read.
 */
final class QuickFolders extends Managers {
  private final Map<MailFolder, MailFolder> known = new ConcurrentHashMap<>();
  private final ImapHostManager quick =
      (ImapHostManager)
          Proxy.newProxyInstance(
              QuickFolders.class.getClassLoader(),
              new Class<?>[] {ImapHostManager.class},
              (proxy, method, given) -> {
                Object answer = call(super.getImapHostManager(), method, given);
                return answer instanceof MailFolder folder
                    ? known.computeIfAbsent(folder, QuickFolders::quick)
                    : answer;
              });

  @Override
  public ImapHostManager getImapHostManager() {
    return quick;
  }

  private static MailFolder quick(MailFolder folder) {
    return (MailFolder)
        Proxy.newProxyInstance(
            QuickFolders.class.getClassLoader(),
            new Class<?>[] {MailFolder.class, UIDFolder.class},
            new Numbers(folder));
  }

  /** The numbers as they were when this many mails lay there and the next one was this. */
  private record Seen(int count, long next, long[] numbers) {}

  private static final class Numbers implements InvocationHandler {
    private final MailFolder folder;
    private volatile Seen seen = new Seen(-1, -1, new long[0]);

    Numbers(MailFolder folder) {
      this.folder = folder;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
      return method.getName().equals("getMessageUids") ? numbers() : call(folder, method, given);
    }

    private long[] numbers() {
      int count = folder.getMessageCount();
      long next = folder.getUIDNext();
      Seen last = seen;
      if (last.count() != count || last.next() != next) {
        last = new Seen(count, next, folder.getMessageUids());
        seen = last;
      }
      return last.numbers();
    }
  }

  private static Object call(Object whom, Method method, Object[] given) throws Throwable {
    try {
      return method.invoke(whom, given);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
