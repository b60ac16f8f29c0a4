import type { OpenedAdapter } from '../../open-from-environment.ts';
import type { Call } from '../command.ts';

/** Looks at everything that is due, as the running adapter would; ends early when the command is to end. */
export async function workThrough({ signal }: Pick<Call, 'signal'>, { adapter }: OpenedAdapter): Promise<number> {
  signal.throwIfAborted();
  return adapter.work();
}
