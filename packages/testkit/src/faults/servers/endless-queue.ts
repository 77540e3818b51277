import { Server, type IncomingMessage, type ServerResponse } from 'node:http';
import { startGapura } from '@gapura/server';

/** A server that lets everybody wait, as a negative control: nobody is ever told that it is busy. */
const atOnce = 500;
const waiting: (() => void)[] = [];
let running = 0;

interface Servers {
  emit: (this: Server, event: string, ...args: unknown[]) => boolean;
}

const servers = Server.prototype as unknown as Servers;
const { emit } = servers;

servers.emit = function letWait(event: string, ...args: unknown[]) {
  const [request, reply] = args as [IncomingMessage | undefined, ServerResponse | undefined];
  if (event !== 'request' || reply === undefined || request?.method !== 'POST') {
    return emit.call(this, event, ...args);
  }
  const serve = (): void => {
    running += 1;
    reply.once('close', () => {
      running -= 1;
      waiting.shift()?.();
    });
    emit.call(this, event, ...args);
  };
  if (running < atOnce) {
    serve();
  } else {
    waiting.push(serve);
  }
  return true;
};

await startGapura({ quiet: true });
