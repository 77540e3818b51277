import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.ts';

const maxStreams = 20_000;
const maxBufferedBytes = 256 * 1024;
let openStreams = 0;

/** One server-sent event stream (HTML Standard §9.2). A reader that is too slow is dropped; its browser connects again. */
export interface EventStream {
  send(event: string, data: unknown, id?: string): void;
  onClose(work: () => void): void;
}

/** @throws Problem busy when this process has too many streams open. */
export function openEventStream(request: FastifyRequest, reply: FastifyReply): EventStream {
  if (openStreams >= maxStreams) {
    throw new Problem('busy', { retryAfterSeconds: 5 });
  }
  openStreams += 1;
  const socket = reply.raw;
  const closers: (() => void)[] = [];
  reply.hijack();
  socket.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  });
  socket.write('retry: 2000\n\n');
  request.raw.socket.setTimeout(0);
  socket.on('close', () => {
    openStreams -= 1;
    closers.forEach((close) => close());
  });
  return {
    send(event, data, id) {
      if (socket.writableLength > maxBufferedBytes) {
        socket.destroy();
        return;
      }
      socket.write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
    },
    onClose: (work) => closers.push(work),
  };
}

export function countOpenStreams(): number {
  return openStreams;
}
