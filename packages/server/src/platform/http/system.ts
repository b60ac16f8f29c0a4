import { openApiDocument, operations } from '@atobarai/sdk/contract';
import type { Hono } from 'hono';
import type { Database } from '../../core/database.ts';
import { violatedChecks } from '../night-watch.ts';
import { countParked } from '../parked-counts.ts';
import type { Queue } from '../queue-port.ts';
import type { HonoEnvironment } from './api.ts';

export type SystemOptions = { readonly database: Database; readonly queue: Pick<Queue, 'parked'>; readonly version: string };

/** What machines ask before they ask anything else. */
export function systemRoutes(app: Hono<HonoEnvironment>, { database, queue, version }: SystemOptions): void {
  let document: string | undefined;
  app.get('/openapi.json', () => {
    document ??= JSON.stringify(openApiDocument(operations, { version }));
    return new Response(document, { headers: { 'content-type': 'application/json' } });
  });
  app.get('/healthz', () => Response.json({ status: 'ok', version }));
  app.get('/readyz', async () => {
    const reachable = await database.admin('select 1').then(
      () => true,
      () => false,
    );
    return Response.json({ status: reachable ? 'ready' : 'not_ready' }, { status: reachable ? 200 : 503 });
  });
  const checkLedger = oneAtATime(() => violatedChecks(database));
  app.get('/healthz/ledger', async () => {
    const violations = await checkLedger();
    return Response.json(
      { status: violations.length === 0 ? 'ok' : 'violated', violations },
      { status: violations.length === 0 ? 200 : 503 },
    );
  });
  const lookForParked = oneAtATime(() => countParked(database, queue));
  app.get('/healthz/work', async () => {
    // What is still tried again by itself is nobody's task yet.
    const parked = (await lookForParked()).filter(({ waiting }) => waiting > 0);
    return Response.json(
      { status: parked.length === 0 ? 'ok' : 'parked', parked: parked.map(({ mode, task, waiting }) => ({ mode, task, count: waiting })) },
      { status: parked.length === 0 ? 200 : 503 },
    );
  });
}

/** Who asks while somebody looks is answered with what that look finds: anybody may ask, and a flood must cost little. */
function oneAtATime<T>(look: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () =>
    (underWay ??= look().finally(() => {
      underWay = undefined;
    }));
}
