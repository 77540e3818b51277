import { endOpenStreams } from '../live/index.ts';
import type { App } from './app.ts';

/** Lets a process stop without cutting anybody off: streams end, and each connection closes after its present answer. */
export function drainOnClose(app: App): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
    endOpenStreams();
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) {
      void reply.header('connection', 'close');
    }
  });
}
