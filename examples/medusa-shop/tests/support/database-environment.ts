import { inject } from 'vitest';

// Medusa's test runners read these when they are loaded.
Object.assign(process.env, {
  // By name: for any other host Medusa's test runner asks for TLS.
  DB_HOST: 'localhost',
  DB_PORT: String(inject('postgresPort')),
  DB_USERNAME: 'postgres',
  DB_PASSWORD: 'postgres',
  MEDUSA_DISABLE_TELEMETRY: '1',
});
