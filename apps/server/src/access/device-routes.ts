import {
  DeviceRequest,
  DevicesReply,
  GateCode,
  PairingReply,
  SessionReply,
  Uuid,
  strictObject,
} from '@gapura/contract';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import type { Access } from './access.ts';
import { pairDevice, readDevices, removeDevice, startPairing } from './devices.ts';
import { replyWithSession } from './reply-with-session.ts';

export function deviceRoutes(app: App, access: Access): void {
  const { deps } = access;

  app.post(
    '/gates/:code/pairings',
    {
      schema: {
        tags: ['access'],
        summary: 'Make a code that pairs a device with this gate',
        params: strictObject({ code: GateCode }),
        response: { 201: PairingReply },
      },
    },
    async (request, reply) => {
      const pairing = await startPairing(deps, await access.getSession(request), request.params.code);
      void reply.code(201);
      return pairing;
    },
  );

  app.post(
    '/devices',
    {
      schema: {
        tags: ['access'],
        summary: 'Make this browser the device of a gate',
        body: DeviceRequest,
        response: { 201: SessionReply },
      },
    },
    async (request, reply) =>
      replyWithSession(access, reply, await pairDevice(deps, request.body, deps.cookie.readHash(request))),
  );

  app.get(
    '/devices',
    {
      schema: {
        tags: ['access'],
        summary: 'The devices of a gate',
        querystring: strictObject({ gate: GateCode }),
        response: { 200: DevicesReply },
      },
    },
    async (request) => {
      const session = await access.getSession(request);
      return { devices: await readDevices(deps, session, request.query.gate) };
    },
  );

  app.delete(
    '/devices/:id',
    {
      schema: {
        tags: ['access'],
        summary: 'Unpair a device and end its session',
        params: strictObject({ id: Uuid }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await removeDevice(deps, await access.getSession(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
