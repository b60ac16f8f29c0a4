import { inject } from 'vitest';

// Medusa's test runner reads these when it is loaded.
Object.assign(process.env, {
  DB_HOST: '127.0.0.1',
  DB_PORT: String(inject('providerPostgresPort')),
  DB_USERNAME: 'postgres',
  DB_PASSWORD: 'postgres',
  MEDUSA_DISABLE_TELEMETRY: '1',
});
