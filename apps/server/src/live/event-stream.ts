import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createSlots } from '../http/slots.ts';

/** A venue's network may hide many visitors behind one address. */
const slots = createSlots({ total: 20_000, perAddress: 2_000, retryAfterSeconds: 5 });
const maxBufferedBytes = 256 * 1024;
const open = new Set<ServerResponse>();

/** One server-sent event stream (HTML Standard §9.2). A reader that is too slow is dropped; its browser connects again. */
export interface EventStream {
  send(event: string, data: unknown, id?: string): void;
  /** Runs `work` when the stream has ended; at once where the reader has already gone. */
  onClose(work: () => void): void;
  end(): void;
}

/** @throws Problem busy, rate-limited when this process, or the reader's address, has too many streams open. */
export function openEventStream(request: FastifyRequest, reply: FastifyReply): EventStream {
  const leave = slots.take(request.ip);
  const response = reply.raw;
  reply.hijack();
  // A reader may leave while its first answer is read; its response then never says `close` again.
  if (response.destroyed || response.socket === null || response.socket.destroyed) {
    leave();
    return { send: () => undefined, onClose: (work) => work(), end: () => undefined };
  }
  response.once('close', leave);
  begin(request, response);
  return {
    send(event, data, id) {
      if (response.writableLength > maxBufferedBytes) {
        response.destroy();
        return;
      }
      response.write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
    },
    onClose: (work) => void response.once('close', work),
    end: () => void response.end(),
  };
}

function begin(request: FastifyRequest, response: ServerResponse): void {
  open.add(response);
  response.once('close', () => open.delete(response));
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    connection: 'keep-alive',
  });
  response.write('retry: 2000\n\n');
  request.raw.socket.setTimeout(0);
}

export function countOpenStreams(): number {
  return open.size;
}

/** Ends every stream of this process, so that it can stop; readers connect again, to another process where there is one. */
export function endOpenStreams(): void {
  open.forEach((response) => response.end());
}
