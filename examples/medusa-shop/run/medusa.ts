import { join } from 'node:path';
import { shopFolder } from './places.ts';
import { type Program, runProgram, startProgram, waitFor } from './program.ts';

/** What the shop's `medusa-config.js` reads. */
export type MedusaSettings = {
  readonly databaseUrl: string;
  /** Where the shop lies; this example unless told. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

export type Medusa = Program & { readonly url: string };

function environmentOf({ databaseUrl, environment }: MedusaSettings): Readonly<Record<string, string | undefined>> {
  return {
    NODE_ENV: 'production',
    MEDUSA_DISABLE_TELEMETRY: '1',
    ADMIN_DISABLED: 'true',
    ATOBARAI_URL: 'http://localhost:4400',
    ATOBARAI_KEY: `sk_test_setup_${'0'.repeat(43)}`,
    ...environment,
    DATABASE_URL: databaseUrl,
  };
}

function programOf({ folder = shopFolder }: MedusaSettings, command: readonly string[]) {
  return { cwd: folder, command: [join(folder, 'node_modules', '@medusajs', 'cli', 'cli.js'), ...command] };
}

/** Starts the shop's Medusa, and comes back when it answers. */
export async function startMedusa(settings: MedusaSettings, port: number): Promise<Medusa> {
  const program = startProgram({
    name: 'Medusa',
    ...programOf(settings, ['start', '--port', String(port)]),
    environment: environmentOf(settings),
  });
  const url = `http://localhost:${port}`;
  await waitFor(program, `${url}/health`).catch(async (error: unknown) => {
    await program.stop('SIGKILL');
    throw error;
  });
  return { ...program, url };
}

/** Runs one command of `medusa` to its end. */
export async function runMedusa(command: readonly string[], settings: MedusaSettings): Promise<void> {
  const environment = environmentOf(settings);
  await runProgram({ name: `medusa ${command[0]}`, ...programOf(settings, command), environment });
}
