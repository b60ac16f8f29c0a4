import { advanceClock, depositAtBank, getClock, listRequestLogs, payAtKonbini, reportDelivery, setClock } from '@atobarai/sdk/contract';
import type { Mode } from '../../core/database.ts';
import { yen } from '../../core/money.ts';
import { Refused } from '../../core/result.ts';
import { type Clock, dayInJapan, inJapan, type Instant, localDate } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import { type Api, answerResponse, scopeOf } from '../../platform/http/api.ts';
import { findAnswer, keepAnswer } from '../../platform/http/idempotency.ts';
import { pageOf } from '../../platform/http/page.ts';
import type { RequestLog } from '../../platform/http/request-log.ts';
import { furthestTarget, momentOf, type Runner, targetOf } from '../jobs/index.ts';
import { findInvoice, openAmount } from '../invoicing/index.ts';
import { findProvisional, receiptView, receiveKonbini, receiveTransfer } from '../payments/index.ts';
import { type CarrierReport, reportFromCarrier, type ShownShipment } from '../shipments/index.ts';
import { type ClockMoving, refuseUnknownDay, setClockTo } from './service.ts';

export type SandboxOptions = ClockMoving & {
  readonly clockOf: (mode: Mode) => Clock;
  readonly runner: Runner;
  readonly shownShipment: ShownShipment;
  readonly requestLog: Pick<RequestLog, 'read'>;
};

export function sandboxRoutes(api: Api, options: SandboxOptions): void {
  clockRoutes(api, options);
  simulatorRoutes(api, options.shownShipment);
  requestLogRoutes(api, options.requestLog);
}

function clockRoutes(api: Api, { clockOf, moveClock, runner, inUnit }: SandboxOptions): void {
  const clockNow = () => {
    const now = clockOf('test').now();
    return { now: inJapan(now), today: dayInJapan(now) };
  };

  api.raw(getClock, async () => Response.json(clockNow()));

  api.raw(setClock, async ({ body }) => {
    await setClockTo({ inUnit, moveClock }, momentOf(body.to));
    return Response.json(clockNow());
  });

  api.raw(advanceClock, async ({ caller, body, claim }) => {
    const scope = scopeOf(caller);
    const earlier = claim && (await inUnit(scope, (unit) => findAnswer(unit, caller.merchantId, claim)));
    if (earlier) return answerResponse(earlier, true);
    const from = clockOf('test').now();
    const to = body.toNext === undefined ? targetOf(from, body) : await nextMoment(body.toNext, from);
    if (to < from) throw new Refused({ code: 'clock_only_forward', path: 'to', values: { now: inJapan(from) } });
    if (to > furthestTarget(from)) throw new Refused({ code: 'date_range', path: 'to' });
    await inUnit({ mode: 'test', merchants: 'all' }, (unit) => refuseUnknownDay(unit, to));
    const days = await runner.runUntil(caller.mode, to);
    const answer = { status: 200, body: JSON.stringify({ from: inJapan(from), to: inJapan(clockOf('test').now()), days }) };
    if (claim) await inUnit(scope, (unit) => keepAnswer(unit, caller.merchantId, { claim, answer }));
    return answerResponse(answer);
  });

  async function nextMoment(task: string, from: Instant): Promise<Instant> {
    const next = await runner.nextOf('test', task, furthestTarget(from));
    if (next === undefined) throw new Refused({ code: 'not_found', path: 'toNext' });
    return next < from ? from : next;
  }
}

/** The outside world, played: what carriers, tills and banks would send, through the same doors. */
function simulatorRoutes(api: Api, shownShipment: ShownShipment): void {
  api.change(reportDelivery, async (unit, { caller: { merchantId }, body }) => {
    const report = reportOf(unit, body.outcome);
    return shownShipment(unit, await reportFromCarrier(unit, { merchantId, shipmentId: body.shipmentId, report }));
  });

  api.change(
    payAtKonbini,
    async (unit, { caller: { merchantId }, body }) => {
      const invoice = await findInvoice(unit, merchantId, body.invoiceId);
      if (!invoice) throw new Refused({ code: 'not_found', path: 'invoiceId' });
      // Until it is issued there is no slip to bring to a till.
      if (invoice.reference === null)
        throw new Refused({ code: 'illegal_transition', values: { status: invoice.status }, legalCommands: [] });
      const { channel = 'konbini' } = body;
      const { reference } = invoice;
      const scanned = await scannedBefore(unit, body.stage, { reference, channel });
      const amount = scanned?.amount ?? yen(body.amount ?? openAmount(invoice));
      if (amount === 0) throw new Refused({ code: 'illegal_transition', values: { status: invoice.status }, legalCommands: [] });
      const collectedAt = scanned?.received_at ?? unit.now;
      return receiptView(await receiveKonbini(unit, { channel, stage: body.stage, reference, amount, collectedAt, shopCode: '110001' }));
    },
    { scope: 'platform' },
  );

  api.change(
    depositAtBank,
    async (unit, { body, requestId }) => {
      const landedOn = localDate(body.on);
      if (landedOn > unit.today) throw new Refused({ code: 'date_range', path: 'on' });
      return receiptView(
        await receiveTransfer(unit, { sourceKey: requestId, amount: yen(body.amount), payerName: body.payerName, landedOn }),
      );
    },
    { scope: 'platform' },
  );
}

/** A settled report, or one taken back, is about the payment that was scanned before. */
async function scannedBefore(
  unit: Unit,
  stage: 'sokuho' | 'kakuho' | 'cancel',
  slip: Parameters<typeof findProvisional>[1],
): ReturnType<typeof findProvisional> {
  return stage === 'sokuho' ? undefined : findProvisional(unit, slip);
}

function reportOf(unit: Unit, outcome: 'in_transit' | 'delivered' | 'exception' | 'returned'): CarrierReport {
  if (outcome === 'delivered') return { kind: 'delivered', on: unit.today };
  return { kind: outcome === 'in_transit' ? 'picked_up' : outcome };
}

/** What a shop's server called lately, for `atobarai logs tail`. Nothing of it is in the database. */
function requestLogRoutes(api: Api, log: SandboxOptions['requestLog']): void {
  api.raw(listRequestLogs, async ({ caller, query }) =>
    Response.json(
      await pageOf(query, {
        load: async ({ limit, after }) => {
          const merchantId = caller.kind === 'op' ? 'all' : caller.merchantId;
          // The latest are a page without a next one; after an entry there may be more than fit.
          return log.read({ merchantId, after, limit: after === undefined ? limit : limit + 1 });
        },
        cursor: (entry) => entry.id,
        view: (entries) => [...entries],
      }),
    ),
  );
}
