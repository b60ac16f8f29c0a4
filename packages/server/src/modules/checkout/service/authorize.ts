import type { Authorization, AuthorizationRequest } from '@atobarai/sdk/contract';
import { fromBase64 } from '../../../core/base64.ts';
import { noYen, yen } from '../../../core/money.ts';
import { addMs } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { releaseExposure, reserveExposure } from '../../buyers/index.ts';
import type { PostalLookup } from '../../buyers/model.ts';
import type { PersonalPart } from '../../orders/index.ts';
import { type PreparedOrder, type Screened, screenOnly } from '../../registration/index.ts';
import { authorizationAnswer, boundTo, tellable, withTriesCounted, withTwinReviewed } from '../decide/authorization.ts';
import { authorizationIdIn } from '../decide/token.ts';
import type { AuthorizationRow, Bound } from '../model.ts';
import { authorizationLifeMs, triesPerDay } from '../policy/limits.ts';
import { countTries, endAuthorizations, insertAuthorization, isMended, lockAuthorization } from '../store.ts';

export type Try = {
  readonly prepared: PreparedOrder;
  readonly replaces?: AuthorizationRequest['replaces'];
  readonly postal: PostalLookup;
};

/** Screens a buyer and keeps the frame for 15 minutes, if there is something to keep it for. */
export async function authorize(unit: Unit, { prepared, replaces, postal }: Try): Promise<Authorization> {
  if (replaces !== undefined) await giveBack(unit, prepared.merchantId, replaces);
  const screened = await screen(unit, prepared);
  const result = tellable(screened.decision);
  const row = rowOf(unit, prepared, { ...screened, reserved: result === 'approved' || result === 'manual_review' });
  await reserveExposure(unit, [{ keys: row.person_keys, net: yen(row.held_net) }]);
  await insertAuthorization(unit, row);
  return authorizationAnswer({
    prepared,
    personal: personalPart(unit, prepared),
    result,
    reasons: screened.decision.reasons,
    reserved: row.status === 'reserved' ? { id: row.id, expiresAt: row.expires_at } : null,
    postal,
  });
}

/** A shopper who changed the cart tries again: what the first try kept must not stand in the way of the second. */
async function giveBack(unit: Unit, merchantId: string, token: string): Promise<void> {
  const id = authorizationIdIn(unit.crypto, { merchantId, mode: unit.mode }, token);
  const row = id === undefined ? undefined : await lockAuthorization(unit, merchantId, id);
  if (row?.status !== 'reserved') return;
  await releaseExposure(unit, [{ keys: row.person_keys, net: yen(row.held_net) }]);
  await endAuthorizations(unit, [row], { status: 'replaced' });
}

async function screen(unit: Unit, prepared: PreparedOrder): Promise<Screened> {
  const screened = await screenOnly(unit, await withoutMendedHold(unit, prepared));
  const tries = await countTries(unit, prepared, triesPerDay);
  return { ...screened, decision: withTriesCounted(withTwinReviewed(screened.decision), { tries, magic: prepared.magic !== undefined }) };
}

/** The sandbox's holds end with what they asked for, as they do when an order is amended. */
async function withoutMendedHold(unit: Unit, prepared: PreparedOrder): Promise<PreparedOrder> {
  const { magic, ...unmagic } = prepared;
  if (magic !== 'hold-address' && magic !== 'hold-phone') return prepared;
  return (await isMended(unit, { ...prepared, magic }, addMs(unit.now, -authorizationLifeMs))) ? unmagic : prepared;
}

function rowOf(unit: Unit, prepared: PreparedOrder, { decision, heldNet, reserved }: Screened & { reserved: boolean }): AuthorizationRow {
  return {
    merchant_id: prepared.merchantId,
    id: unit.ids.next('aut'),
    status: reserved ? 'reserved' : 'refused',
    created_at: unit.now,
    expires_at: addMs(unit.now, authorizationLifeMs),
    held_net: reserved ? heldNet : noYen,
    buyer_kind: prepared.buyerKind,
    ...boundOf(unit, prepared),
    person_keys: prepared.personKeys,
    phone_hash: prepared.phoneHash,
    address_hash: prepared.addressHash,
    decision,
    consent: prepared.content.consent,
    magic: prepared.magic ?? null,
  };
}

/** What an authorization and the order that uses it have in common. */
export function boundOf(unit: Unit, prepared: PreparedOrder): Bound {
  return {
    billed_amount: prepared.billedAmount,
    net_amount: prepared.netAmount,
    bound_to: boundTo(unit.crypto, prepared, personalPart(unit, prepared)),
  };
}

function personalPart({ crypto }: Unit, { personal }: PreparedOrder): PersonalPart {
  return JSON.parse(crypto.open(fromBase64(personal))) as PersonalPart;
}
