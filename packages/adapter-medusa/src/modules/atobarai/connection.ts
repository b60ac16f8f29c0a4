import { createClient, type Client } from '@atobarai/sdk';
import { MedusaError } from '@medusajs/framework/utils';
import { parseOptions, type AtobaraiOptions } from '../../lib/options';

/** The settings of the shop and the client made of them. */
export type Connection = { readonly options: AtobaraiOptions; readonly client: Client };

/** The connection, or why there is none: wrong settings must not keep the rest of the shop from starting. */
export type Opened = { readonly ok: true; readonly connection: Connection } | { readonly ok: false; readonly reason: string };

/** Reads the plugin's options and makes the client; wrong ones are a reason, not an error. */
export function openConnection(given: unknown): Opened {
  try {
    const options = parseOptions(ownOptions(given));
    return { ok: true, connection: { options, client: clientOf(options) } };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Medusa hands its modules their database among the options. */
function ownOptions(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'database'));
}

/** The connection, or an error that says which settings to mend. */
export function connectionOf(opened: Opened): Connection {
  if (opened.ok) return opened.connection;
  throw new MedusaError(MedusaError.Types.NOT_ALLOWED, opened.reason);
}

function clientOf({ apiKey, apiUrl, timeoutMs, language }: AtobaraiOptions): Client {
  // Longer waits belong to the task table: while a call waits here, a cart stays locked.
  return createClient({ apiKey, baseUrl: apiUrl, timeoutMs, language, retry: { limit: 2, totalMs: timeoutMs, firstWaitMs: 200 } });
}
