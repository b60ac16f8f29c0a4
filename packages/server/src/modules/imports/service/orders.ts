import type { OrderSummary, WarningCode } from '@atobarai/sdk/contract';
import { type IdempotencyClaim, lockNumber } from '../../../core/answer.ts';
import type { Refusal } from '../../../core/result.ts';
import { dayInJapan, type Instant } from '../../../core/time.ts';
import { consentMethods } from '../../merchants/index.ts';
import { warningView } from '../../orders/index.ts';
import { type CheckedOrder, checkOrder } from '../../orders/index.ts';
import { type Agreement, type Outcome, prepareOrder, type PreparedOrder, termsOf } from '../../registration/index.ts';
import { orderInput } from '../decide/order-input.ts';
import { faultResult, refusedResult, registeredResult, taken } from '../decide/results.ts';
import type { Group, ImportResult } from '../model.ts';
import { closeChunk, findTaken, loadGroups } from '../store.ts';
import type { KindOfWork, WorkOn } from './kinds.ts';
import type { ImportPorts } from './ports.ts';

type Good = { readonly ok: true; readonly group: Group; readonly order: CheckedOrder; readonly warnings: readonly WarningCode[] };
type Checked = Good | { readonly ok: false; readonly result: ImportResult };
type Facts = Agreement & { readonly now: Instant };

/** Orders of a file: checked by the rules of the API and registered by its path, in file order (SF-11). */
export function ordersOf(ports: ImportPorts, work: WorkOn): KindOfWork {
  const { units, registrar } = ports;
  const { scope, named } = work;

  async function checked(groups: readonly Group[]): Promise<{ facts: Facts; verdicts: readonly Checked[] }> {
    const facts = { ...(await ports.intake.agreementOf(scope.mode, named.merchantId)), now: ports.clockOf(scope.mode).now() };
    return { facts, verdicts: groups.map((group) => checkGroup(ports, work, { group, facts })) };
  }

  return {
    async check({ groups }, seen) {
      const { verdicts } = await checked(groups);
      const numbers = verdicts.flatMap((verdict) => (verdict.ok ? [verdict.order.shopOrderId] : []));
      const known = await units.inUnit(scope, (unit) => findTaken(unit, named.merchantId, numbers));
      return verdicts.map((verdict) => (verdict.ok ? firstOfItsNumber(verdict, known, seen) : verdict.result));
    },

    async ready(chunkNo) {
      const groups = await units.inUnit(scope, (unit) => loadGroups(unit, named, chunkNo));
      if (!groups) return async () => {};
      const { facts, verdicts } = await checked(groups);
      const good = verdicts.flatMap((verdict, index) =>
        verdict.ok ? [prepared(ports, work, { verdict, facts, place: `${chunkNo}:${index}` })] : [],
      );
      return async () => {
        const outcomes = good.length === 0 ? [] : await registrar.registerAll(scope.mode, good);
        const results = resultsOf(verdicts, outcomes);
        await units.inUnit(scope, (unit) => closeChunk(unit, named, { chunkNo, results }));
      };
    },
  };
}

function checkGroup({ intake }: ImportPorts, { scope }: WorkOn, { group, facts }: { group: Group; facts: Facts }): Checked {
  const { fault } = group;
  // Of a row that cannot be read nothing else can be said; what a later row contradicts, may still be wrong itself.
  if (fault && fault.heading === undefined) return { ok: false, result: faultResult('orders', group, fault) };
  const { merchant, now } = facts;
  const input = orderInput(group, { termsVersion: merchant.settings.termsVersion, methods: consentMethods });
  const check = checkOrder(input, {
    today: dayInJapan(now),
    merchant: termsOf(merchant, scope.mode),
    postal: intake.postal,
    kanaRequired: true,
  });
  if (!check.ok) return { ok: false, result: refusedResult('orders', group, check.refusals[0]) };
  return fault ? { ok: false, result: faultResult('orders', group, fault) } : { ...check, group };
}

/** The same number again, in the shop's orders or further up in the file, is a duplicate. */
function firstOfItsNumber({ group, order, warnings }: Good, known: ReadonlyMap<string, string>, seen: Set<string>): ImportResult {
  const { shopOrderId } = order;
  const existing = known.get(shopOrderId);
  if (existing === undefined && !seen.has(shopOrderId)) {
    seen.add(shopOrderId);
    return taken(group, warnings.map(warningView));
  }
  const refusal: Refusal = {
    code: 'duplicate_order',
    path: 'shopOrderId',
    ...(existing === undefined ? {} : { values: { id: existing } }),
  };
  return refusedResult('orders', group, refusal);
}

type ToPrepare = { readonly verdict: Good; readonly facts: Facts; readonly place: string };

function prepared({ ids, crypto }: ImportPorts, { scope, named }: WorkOn, { verdict, facts, place }: ToPrepare): PreparedOrder {
  // Registering and writing down what became of it are two transactions. Should the process die between
  // them, the claim makes the next try replay our own orders instead of calling them duplicates.
  const key = `import:${named.importId}:${place}`;
  const lock = lockNumber(crypto.digest(`${named.merchantId} ${scope.mode} ${key}`));
  const claim: IdempotencyClaim = { key, fingerprint: crypto.digest(key), lock };
  return prepareOrder(verdict.order, { ...facts, mode: scope.mode, ids, crypto, warnings: verdict.warnings, claim, precision: 'day' });
}

function resultsOf(verdicts: readonly Checked[], outcomes: readonly Outcome[]): ImportResult[] {
  let next = 0;
  return verdicts.map((verdict) => (verdict.ok ? outcomeResult(verdict.group, outcomes[next++]) : verdict.result));
}

function outcomeResult(group: Group, outcome: Outcome | undefined): ImportResult {
  if (!outcome) throw new Error('an order of the batch came back without an outcome');
  if (outcome.kind !== 'refused') return registeredResult(group, JSON.parse(outcome.answer.body) as OrderSummary);
  // Another worker has this chunk: the job is tried again, and finds it done.
  if (outcome.refusal.code === 'idempotency_in_progress') throw new Error('this chunk is being worked by another process');
  return refusedResult('orders', group, outcome.refusal);
}
