import { CorrectionReply, CorrectionRequest, CorrectionUndoRequest } from '@gapura/contract';
import type { Access } from '../access/index.ts';
import type { App } from '../http/app.ts';
import { inTime } from '../http/in-time.ts';
import { correct, undoCorrection } from './correct.ts';
import { CheckInParams, GateParams, authoriseGate } from './routes.ts';
import type { Visits } from './visits.ts';

const tags = ['officer'];

export function correctionRoutes(app: App, { visits, access }: { visits: Visits; access: Access }): void {
  app.post(
    '/gates/:code/corrections',
    {
      schema: {
        tags,
        summary: 'Correct by hand how many are inside',
        description:
          'Make and keep an event id first; the same request again gives the same answer, so send it again after an error. ' +
          'Look at `outcome`: `applied`, or `full` and `too-few`, which change nothing. `undoableUntil` says how long an undo ' +
          'is possible. The gate’s feed has the newest corrections in `corrections`, its stream sends each as `event: correction`.',
        params: GateParams,
        body: CorrectionRequest,
        response: { 200: CorrectionReply },
      },
    },
    (request) =>
      inTime(visits.deps.pool, async () => {
        const gate = await authoriseGate(access, visits, request, 'visit.correct');
        return correct(visits.deps, gate, request.body, await access.getSession(request));
      }),
  );

  app.post(
    '/gates/:code/corrections/:eventId/undo',
    {
      schema: {
        tags,
        summary: 'Undo a correction within 60 seconds',
        description:
          'Ends the visits that the correction began and opens those that it ended; who has left or come in again by ' +
          'themselves stays as they are. The body’s event id is the undo’s own: with the same one it may be sent again.',
        params: CheckInParams,
        body: CorrectionUndoRequest,
        response: { 200: CorrectionReply },
      },
    },
    (request) =>
      inTime(visits.deps.pool, async () => {
        const gate = await authoriseGate(access, visits, request, 'visit.correct');
        const undo = { correction: request.params.eventId, eventId: request.body.eventId };
        return undoCorrection(visits.deps, gate, undo, await access.getSession(request));
      }),
  );
}
