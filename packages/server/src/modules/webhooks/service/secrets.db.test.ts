import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import { addMs } from '../../../core/time.ts';
import { signWebhook } from '../../../platform/webhook-signer.ts';
import { keyOf, signedContent } from '../decide/request.ts';
import type { Endpoint, WebhookRequest } from '../model.ts';
import { saveSecrets } from '../store/endpoints.ts';
import { type Stage, stageOn } from '../webhooks.fixture.ts';
import { loadEndpoint, remove, rotate } from './endpoints.ts';

const hourMs = 3_600_000;

/** Which of these secrets a request is signed with, in its order. */
async function signersOf(request: WebhookRequest | undefined, secrets: Record<string, string>): Promise<(string | undefined)[]> {
  const { headers = {}, body = '' } = request ?? {};
  const content = signedContent({ eventId: headers['webhook-id'] ?? '', timestamp: Number(headers['webhook-timestamp']), body });
  const names = new Map<string, string>();
  for (const [name, secret] of Object.entries(secrets)) names.set(`v1,${await signWebhook(keyOf(secret), content)}`, name);
  return (headers['webhook-signature'] ?? '').split(' ').map((signature) => names.get(signature));
}

/** An endpoint with the secret A, and what it takes to replace it and to see who signs. */
async function endpointOn(here: Stage) {
  const { id, secret } = await here.register('shop');
  const secrets: Record<string, string> = { A: secret };
  const named = () => ({ merchantId: 'mer_a', id, at: here.now() });
  return {
    secrets,
    named,
    stored: () => here.inTest((unit) => loadEndpoint(unit, 'mer_a', id)),
    async rotateTo(name: string): Promise<Endpoint> {
      const made = await here.inTest((unit) => rotate(unit, named()));
      secrets[name] = made.secret;
      return made.endpoint;
    },
    async signers() {
      await here.tell(1);
      await here.deliver();
      expect(here.faults).toEqual([]);
      return signersOf(here.requests.at(-1), secrets);
    },
  };
}

describeBothEngines('a secret of a webhook endpoint', (open) => {
  it('that was replaced signs beside the new one for 24 h, and then no more', async () => {
    const here = stageOn(await open());
    const { rotateTo, signers } = await endpointOn(here);
    await rotateTo('B');
    expect(await signers()).toEqual(['B', 'A']);
    here.passMs(24 * hourMs - 1);
    expect(await signers()).toEqual(['B', 'A']);
    here.passMs(1);
    expect(await signers()).toEqual(['B']);
  });

  it('signs to the end of its own 24 h, whether another was made before or after it', async () => {
    const here = stageOn(await open());
    const { rotateTo, signers } = await endpointOn(here);
    await rotateTo('B');
    here.passMs(hourMs);
    await rotateTo('C');
    expect(await signers()).toEqual(['C', 'B', 'A']);
    here.passMs(23 * hourMs - 1);
    expect(await signers()).toEqual(['C', 'B', 'A']);
    here.passMs(1);
    expect(await signers()).toEqual(['C', 'B']);
    await rotateTo('D');
    expect(await signers()).toEqual(['D', 'C', 'B']);
    here.passMs(hourMs - 1);
    expect(await signers()).toEqual(['D', 'C', 'B']);
    here.passMs(1);
    expect(await signers()).toEqual(['D', 'C']);
    here.passMs(23 * hourMs);
    expect(await signers()).toEqual(['D']);
  });

  it('has the end that is shown: of those replaced, that of the last', async () => {
    const here = stageOn(await open());
    const { rotateTo, signers, stored } = await endpointOn(here);
    for (const name of ['B', 'C']) {
      const rotated = await rotateTo(name);
      expect(rotated.previousSecretUntil).toBe(addMs(here.now(), 24 * hourMs));
      expect((await stored()).previousSecretUntil).toBe(rotated.previousSecretUntil);
      here.passMs(hourMs);
    }
    here.passMs(23 * hourMs - 1);
    expect(await signers()).toEqual(['C', 'B']);
    here.passMs(1);
    expect(await signers()).toEqual(['C']);
  });

  it('that was replaced under an earlier version, which kept one, ends when that said, also when another follows', async () => {
    const here = stageOn(await open());
    const { rotateTo, signers, stored, secrets } = await endpointOn(here);
    const { A: old = '' } = secrets;
    await rotateTo('B');
    const until = addMs(here.now(), 5 * hourMs);
    const endpoint = await stored();
    await here.inTest((unit) => saveSecrets(unit, { ...endpoint, previousSecret: unit.crypto.seal(old), previousSecretUntil: until }));
    expect(await signers()).toEqual(['B', 'A']);
    await rotateTo('C');
    here.passMs(5 * hourMs - 1);
    expect(await signers()).toEqual(['C', 'B', 'A']);
    here.passMs(1);
    expect(await signers()).toEqual(['C', 'B']);
  });

  it('signs beside at most five that were replaced, the newest', async () => {
    const here = stageOn(await open());
    const { rotateTo, signers } = await endpointOn(here);
    for (const name of ['B', 'C', 'D', 'E', 'F']) await rotateTo(name);
    expect(await signers()).toEqual(['F', 'E', 'D', 'C', 'B', 'A']);
    await rotateTo('G');
    expect(await signers()).toEqual(['G', 'F', 'E', 'D', 'C', 'B']);
  });

  it('is nowhere in the database in the clear', async () => {
    const here = stageOn(await open());
    const { rotateTo, named, secrets } = await endpointOn(here);
    for (const name of ['B', 'C']) await rotateTo(name);
    const rows = await adminRows<{ row: string }>(
      await open(),
      `select row_to_json(e)::text || encode(secret, 'escape') || encode(previous_secret, 'escape') as row from webhook_endpoints e`,
    );
    expect(rows).toHaveLength(1);
    for (const shown of Object.values(secrets)) expect(rows[0]?.row).not.toContain(shown.slice(6, 20));
    await here.inTest((unit) => remove(unit, named()));
    expect(await adminRows(await open(), 'select secret, previous_secret, previous_secret_until from webhook_endpoints')).toEqual([
      { secret: null, previous_secret: null, previous_secret_until: null },
    ]);
  });
});
