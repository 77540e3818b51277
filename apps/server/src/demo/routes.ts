import { Type } from 'typebox';
import { DemoReply, strictObject } from '@gapura/contract';
import QRCode from 'qrcode';
import type { App } from '../http/app.ts';
import { Problem } from '../http/problem.ts';
import type { Demo } from './demo.ts';

/** Registered in demo mode only. */
export function demoRoutes(app: App, { demo }: { demo: Demo }): void {
  app.get('/demo', { schema: { hide: true, response: { 200: DemoReply } } }, () => demo.describe());

  const params = strictObject({ file: Type.String({ pattern: '^[a-z-]+\\.png$', maxLength: 60 }) });
  app.get('/demo/certificates/:file', { schema: { hide: true, params } }, async (request, reply) => {
    const certificate = demo.findCertificate(request.params.file.slice(0, -'.png'.length));
    if (certificate === null) {
      throw new Problem('not-found');
    }
    const picture = await QRCode.toBuffer(certificate.text, { errorCorrectionLevel: 'Q', scale: 6, margin: 4 });
    return reply.type('image/png').header('cache-control', 'no-store').send(picture);
  });
}
