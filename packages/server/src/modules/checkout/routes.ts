import {
  type Authorization,
  authorizeCheckout,
  createBuyerToken,
  getCheckoutConfig,
  quoteCheckout,
  type registerOrder,
} from '@atobarai/sdk/contract';
import type { Crypto } from '../../core/crypto.ts';
import type { Mode } from '../../core/database.ts';
import { settled } from '../../core/settled.ts';
import { Refused } from '../../core/result.ts';
import { addMs, type Clock, inJapan } from '../../core/time.ts';
import type { Api, Call } from '../../platform/http/api.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { type Intake, playSandbox, type SandboxOptions } from '../registration/index.ts';
import { configOf } from './decide/config.ts';
import { mayCall } from './decide/origin.ts';
import { authorizationToken, buyerToken } from './decide/token.ts';
import { buyerTokenLifeMs } from './policy/limits.ts';
import { authorize } from './service/authorize.ts';
import { confirm, type ConfirmationOptions, prepareConfirmation } from './service/confirm.ts';
import { personKeyOf, prepareCheckout } from './service/intake.ts';
import { quote } from './service/quote.ts';

export type CheckoutRoutes = SandboxOptions & {
  readonly intake: Intake;
  readonly crypto: Crypto;
  readonly clockOf: (mode: Mode) => Clock;
  readonly pageOriginOf: (request: Request) => string | undefined;
};

export function checkoutRoutes(api: Api, options: CheckoutRoutes): void {
  const { intake, crypto, clockOf } = options;
  const asking = ({ mode, merchantId }: Caller) => ({ mode, merchantId, now: clockOf(mode).now() });

  /** A publishable key is in everybody's hands: only the shop's own pages may use it. */
  async function admit({ mode, merchantId }: Caller, request: Request): Promise<void> {
    const { merchant } = await intake.agreementOf(mode, merchantId);
    if (!mayCall(options.pageOriginOf(request), { mode, origins: merchant.settings.origins }))
      throw new Refused({ code: 'origin_not_allowed' });
  }

  api.raw(getCheckoutConfig, async ({ caller }, request) => {
    await admit(caller, request);
    const { merchant } = await intake.agreementOf(caller.mode, caller.merchantId);
    return Response.json(configOf(merchant, caller.mode));
  });

  api.raw(quoteCheckout, async ({ caller, body }, request) => {
    await admit(caller, request);
    return Response.json(await quote(options, body, asking(caller)));
  });

  api.raw(authorizeCheckout, async ({ caller, body, claim }, request) => {
    await admit(caller, request);
    if (!claim) throw new Refused({ code: 'idempotency_key_required' });
    const prepare = async () => {
      const prepared = await prepareCheckout(intake, body, asking(caller));
      const { magic, merchantId } = prepared;
      await playSandbox(options, { ...(magic ? { magic } : {}), merchantId, mode: caller.mode, mark: `checkout ${claim.key}` });
      return prepared;
    };
    const prepared = await settled(prepare());
    const response = await api.once({ caller, claim }, async (unit) => {
      const answer = await authorize(unit, { prepared: prepared(), replaces: body.replaces, postal: intake.postal });
      return { status: 201, body: JSON.stringify(answer) };
    });
    return withToken(response, (id) => authorizationToken(crypto, caller, id));
  });

  api.raw(createBuyerToken, async ({ caller, body }) => {
    const from = asking(caller);
    const expiresAt = addMs(from.now, buyerTokenLifeMs);
    const personKey = await personKeyOf(intake, body.buyer, from);
    return Response.json(
      { buyerToken: buyerToken(crypto, caller, { personKey, expiresAt }), expiresAt: inJapan(expiresAt) },
      { status: 201 },
    );
  });
}

/** What is kept for a repeat names the authorization; the token is made of it each time that it is sent. */
async function withToken(response: Response, tokenOf: (id: string) => string): Promise<Response> {
  const answer = (await response.json()) as Authorization;
  const { authorizationToken: id } = answer;
  const sent = { ...answer, authorizationToken: id === null ? null : tokenOf(id) };
  return new Response(JSON.stringify(sent), { status: response.status, headers: response.headers });
}

/** `POST /v1/orders` with an authorization token, for the registration's route. */
export function createConfirmation(
  api: Pick<Api, 'once'>,
  options: ConfirmationOptions,
): (call: Call<typeof registerOrder>) => Promise<Response> {
  return async ({ caller, body, claim }) => {
    if (!claim) throw new Refused({ code: 'idempotency_key_required' });
    const confirmation = await settled(prepareConfirmation(options, body, caller));
    return api.once({ caller, claim }, async (unit) => confirm(unit, confirmation()));
  };
}
