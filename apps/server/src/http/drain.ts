import { once } from 'node:events';
import { Server as Listener } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { endOpenStreams } from '../live/index.ts';
import type { App } from './app.ts';

/** Whoever is connected when a process stops may be asking at this moment; after this long nobody is. */
const hearsForMs = 500;

/** Lets a process stop without cutting anybody off: streams end, and each connection closes after its present answer. */
export function drainOnClose(app: App): { isDraining(): boolean } {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
    endOpenStreams();
    await hearOut(app);
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) {
      void reply.header('connection', 'close');
    }
    done(null, payload);
  });
  return { isDraining: () => closing };
}

/**
 * Takes no new connections and keeps those that are there for a moment. The HTTP server's own close, which follows, ends at
 * once each connection that waits for its next question, although that may be under way.
 */
async function hearOut({ server }: App): Promise<void> {
  if (server.listening) {
    const ended = once(server, 'close');
    Listener.prototype.close.call(server);
    await Promise.race([ended, wait(hearsForMs)]);
  }
}
