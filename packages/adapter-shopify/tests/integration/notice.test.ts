import { createHmac } from 'node:crypto';
import type { EmbeddedServer } from '@atobarai/sdk/testing';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '../../extensions/notice-ui/src/status.ts';
import { openService, openStage, slipNo, type Stage } from '../support/stage.ts';

let service: EmbeddedServer;
beforeAll(async () => {
  service = await openService();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A token as Shopify gives it to the page of a buyer. */
function sessionToken({ shop, clock }: Stage, secret = shop.app.clientSecret): string {
  const seconds = Math.floor(clock.now() / 1_000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { dest: shop.domain, aud: shop.app.clientId, iat: seconds, nbf: seconds, exp: seconds + 60, jti: 'x' };
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** The extension's own question, put to the true adapter. */
async function asked(stage: Stage, orderId: string, secret?: string) {
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => stage.adapter.fetch(new Request(url, init)));
  return ask({ adapterUrl: 'https://adapter.example.jp', orderId, sessionToken: async () => sessionToken(stage, secret) });
}

describe('the notice on the thank-you page, and the adapter it asks', () => {
  it('understand each other from the first moment to the due date', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    const identity = gid.replace('/Order/', '/OrderIdentity/');
    expect(await asked(stage, identity)).toEqual({ kind: 'pending' });
    await stage.settle();
    expect(await asked(stage, identity)).toMatchObject({
      kind: 'notice',
      notice: {
        state: 'approved',
        dueOn: null,
        message: { ja: expect.stringContaining('後払い'), en: expect.stringContaining('accepted') },
      },
    });
    stage.shop.staff.fulfil(gid, { company: 'ヤマト運輸', numbers: [slipNo(1)] });
    await stage.settle();
    await stage.pass({ days: 7 });
    const answer = await asked(stage, identity);
    const [invoice] = (await stage.atService(gid)).invoices;
    expect(answer).toMatchObject({ notice: { dueOn: invoice?.dueOn ?? 'an invoice was issued' } });
  });

  it('say to a rejected buyer that another way to pay is needed, and not why', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'reject@example.jp' });
    await stage.settle();
    const answer = await asked(stage, gid);
    expect(answer).toMatchObject({
      kind: 'notice',
      notice: { state: 'rejected', message: { en: expect.stringContaining('another way to pay') } },
    });
    expect(JSON.stringify(answer)).not.toMatch(/limit|score|blocked/);
  });

  it('show nothing of an order paid by card, and nothing for a token of somebody else', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ gateway: 'shopify_payments' });
    const ours = stage.order();
    await stage.settle();
    expect(await asked(stage, gid)).not.toMatchObject({ kind: 'notice' });
    expect(await asked(stage, ours, 'another-secret')).toEqual({ kind: 'none' });
  });
});
