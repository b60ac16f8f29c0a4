import { describe, expect, it } from 'vitest';
import { readSettings } from './config.ts';

describe('the settings', () => {
  it('need no environment at all', () => {
    expect(readSettings({})).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 4400,
      metricsPort: undefined,
      databaseUrl: undefined,
      databasePoolMax: 10,
      dataDir: '.data',
      logLevel: 'info',
      importLimitBytes: 33_554_432,
      masterKey: undefined,
      webhooksToLoopback: true,
      trustedProxies: 0,
    });
  });

  it('come from the environment', () => {
    const told = {
      NODE_ENV: 'production',
      PORT: '0',
      METRICS_PORT: '9464',
      DATABASE_URL: 'postgresql://db/shop',
      LOG_LEVEL: 'silent',
      IMPORT_LIMIT_BYTES: '1000',
    };
    expect(readSettings(told)).toMatchObject({
      production: true,
      port: 0,
      metricsPort: 9464,
      databaseUrl: 'postgresql://db/shop',
      logLevel: 'silent',
      importLimitBytes: 1000,
    });
  });

  it('let webhooks reach this machine in development, and in production only when told', () => {
    expect(readSettings({ NODE_ENV: 'production' }).webhooksToLoopback).toBe(false);
    expect(readSettings({ NODE_ENV: 'production', WEBHOOKS_TO_LOOPBACK: 'true' }).webhooksToLoopback).toBe(true);
    expect(readSettings({ WEBHOOKS_TO_LOOPBACK: 'false' }).webhooksToLoopback).toBe(false);
  });

  it('take an empty variable for one that is not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4400, databaseUrl: undefined });
  });

  it('name every variable that is wrong, and repeat no value', () => {
    const wrong = () => readSettings({ PORT: '70000', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://user:hunter2@db' });
    expect(wrong).toThrow(/PORT: must lie between 0 and 65535/);
    expect(wrong).toThrow(/DATABASE_URL: must begin with postgres:\/\//);
    expect(wrong).toThrow(/LOG_LEVEL: /);
    expect(wrong).not.toThrow(/hunter2/);
    for (const odd of ['4400.5', '-1', '0x50', 'four']) expect(() => readSettings({ PORT: odd })).toThrow('PORT: must be a whole number');
  });
});
