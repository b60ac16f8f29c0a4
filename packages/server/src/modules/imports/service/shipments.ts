import { warningView } from '../../orders/index.ts';
import { registerSlips, type SlipLine, type SlipOutcome } from '../../shipments/index.ts';
import type { Unit } from '../../../core/unit.ts';
import { faultResult, refusedResult, shopOrderIdOf, taken } from '../decide/results.ts';
import { readSlip } from '../decide/slip-line.ts';
import type { Group, ImportResult } from '../model.ts';
import { closeChunk, loadGroups } from '../store.ts';
import type { KindOfWork, WorkOn } from './kinds.ts';
import type { ImportPorts } from './ports.ts';

/** Carries what was found out of a transaction that must leave nothing behind. */
class TakenBack extends Error {
  readonly results: readonly ImportResult[];
  constructor(results: readonly ImportResult[]) {
    super('taken back');
    this.results = results;
  }
}

/** Shipments of a file, one row each, registered as the API registers them (SF-16). */
export function shipmentsOf({ units }: ImportPorts, { scope, named }: WorkOn): KindOfWork {
  return {
    async check({ groups }, seen) {
      const results = await takingBack(
        (work) => units.inUnit(scope, work),
        async (unit) => register(unit, named.merchantId, groups),
      );
      return results.map((result, index) => {
        const group = groups[index];
        if (!result.ok || !group) return result;
        const number = shopOrderIdOf(group);
        // A slip of an earlier chunk stands for all of the order, and here it was taken back already.
        if (seen.has(number)) return refusedResult('shipments', group, { code: 'illegal_transition', path: 'shopOrderId' });
        seen.add(number);
        return result;
      });
    },

    ready: async (chunkNo) => () =>
      units.inUnit(scope, async (unit) => {
        const groups = await loadGroups(unit, named, chunkNo);
        if (groups) await closeChunk(unit, named, { chunkNo, results: await register(unit, named.merchantId, groups) });
      }),
  };
}

/** Registers for real, so that what is told is what would come of it, and then leaves nothing of it. */
async function takingBack(
  inUnit: (work: (unit: Unit) => Promise<never>) => Promise<never>,
  register: (unit: Unit) => Promise<readonly ImportResult[]>,
): Promise<readonly ImportResult[]> {
  try {
    return await inUnit(async (unit) => {
      throw new TakenBack(await register(unit));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.results;
    throw error;
  }
}

async function register(unit: Unit, merchantId: string, groups: readonly Group[]): Promise<ImportResult[]> {
  const readings = groups.map((group) => (group.fault ? undefined : readSlip(group)));
  const lines = readings.flatMap((reading): SlipLine[] => (reading?.ok ? [reading.line] : []));
  const outcomes = lines.length === 0 ? [] : await registerSlips(unit, merchantId, lines);
  let next = 0;
  return groups.map((group, index) => {
    const reading = readings[index];
    if (!reading) return faultResult('shipments', group, group.fault ?? { row: group.rows[0] ?? 0 });
    return reading.ok ? outcomeResult(group, outcomes[next++]) : refusedResult('shipments', group, reading.refusal);
  });
}

function outcomeResult(group: Group, outcome: SlipOutcome | undefined): ImportResult {
  if (!outcome) throw new Error('a slip of the batch came back without an outcome');
  if (!outcome.ok) return refusedResult('shipments', group, outcome.refusal);
  return taken(group, outcome.shipment.warnings.map(warningView), outcome.shipment.id);
}
