import { afterEach, expect, it, vi } from 'vitest';
import { isRequestError } from '../index.ts';
import { embeddedServer } from './index.ts';

afterEach(() => vi.doUnmock('@atobarai/server/embedded'));

it('says what to install where the package of the server is missing', async () => {
  vi.doMock('@atobarai/server/embedded', () => {
    throw new Error("Cannot find package '@atobarai/server'");
  });
  const error: unknown = await embeddedServer().catch((caught: unknown) => caught);
  expect(isRequestError(error) && [error.code, error.message]).toEqual([
    'embedded_server_missing',
    expect.stringContaining('npm install --save-dev @atobarai/server'),
  ]);
});
