import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient, createOperatorClient, type OperatorClient } from '@atobarai/sdk';
import { freePort } from '../../run/free-port.ts';
import { type ReferenceServer, startReferenceServer } from '../../run/reference-server.ts';
import { emptyDatabase, runningPostgres } from './places.ts';

/** The true reference server in a process of its own, and what staff of the shop and of the service see of it. */
export type Service = {
  readonly server: ReferenceServer;
  readonly client: Client;
  readonly operator: OperatorClient;
  readonly stop: () => Promise<void>;
};

export async function startService(name: string): Promise<Service> {
  const databaseUrl = await emptyDatabase(runningPostgres(), `service_${name}`);
  const dataFolder = await mkdtemp(join(tmpdir(), 'atobarai-service-'));
  const server = await startReferenceServer({ port: await freePort(), dataFolder, databaseUrl });
  return {
    server,
    client: createClient({ apiKey: server.secretKey, baseUrl: server.url, timeoutMs: 60_000 }),
    operator: createOperatorClient({ apiKey: server.operatorKey, baseUrl: server.url }),
    async stop() {
      await server.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
