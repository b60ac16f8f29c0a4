import type { Mode, Scope } from '../../../core/database.ts';
import { Refused } from '../../../core/result.ts';
import type { Unit } from '../../../core/unit.ts';
import type { Magic } from '../model.ts';
import { markOnce } from '../store/marks.ts';

export type SandboxOptions = {
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
  /** Waits on the wall clock, for the sandbox buyer slow@. */
  readonly pause: (ms: number) => Promise<void>;
};

/** Who is screened, and what the sandbox knows a repeat by. */
export type SandboxTry = { readonly magic?: Magic; readonly merchantId: string; readonly mode: Mode; readonly mark: string };

const slowMs = 6_000;

/** What sandbox buyers do before any transaction: slow@ waits, error@ fails once (api.md, Magic buyers). */
export async function playSandbox({ inUnit, pause }: SandboxOptions, { magic, merchantId, mode, mark }: SandboxTry): Promise<void> {
  if (magic === 'slow') await pause(slowMs);
  if (magic !== 'error') return;
  // Remembered in a transaction of its own, so that the refusal does not forget it.
  const isFirst = await inUnit({ mode, merchants: [merchantId] }, (unit) => markOnce(unit.tx, merchantId, `error ${mark}`));
  if (isFirst) throw new Refused({ code: 'unavailable' });
}
