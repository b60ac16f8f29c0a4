import {
  cancelMutation,
  captureMutation,
  holdMutation,
  jobQuery,
  markPaidMutation,
  releaseMutation,
  riskMutation,
  setStateMutation,
  standingQuery,
  tagsAddMutation,
  tagsRemoveMutation,
  tagsReplaceMutation,
} from '../graphql/types.gen.ts';
import { stateMetafield } from '../reconcile/model.ts';
import type { CancelOutcome, Outcome, ShopAdmin, StateOutcome } from '../reconcile/ports.ts';
import type { AdminClient } from './admin-client.ts';
import { errorsIn, outcomeOf } from './outcome.ts';

type HoldWrites = Pick<ShopAdmin, 'hold' | 'release'>;
type PaymentWrites = Pick<ShopAdmin, 'markPaid' | 'capture' | 'cancelOrder' | 'jobIsDone'>;
type StateWrites = Pick<ShopAdmin, 'writeTags' | 'writeState' | 'assessRisk'>;

export function holdWrites(client: AdminClient): HoldWrites {
  return {
    async hold({ fulfillmentOrderGid, handle, notes }) {
      const hold = { handle, reason: 'AWAITING_PAYMENT', reasonNotes: notes, notifyMerchant: false } as const;
      const { fulfillmentOrderHold } = await client.request(holdMutation, { id: fulfillmentOrderGid, hold });
      return outcomeOf(
        errorsIn(fulfillmentOrderHold, ({ userErrors }) => userErrors),
        ['DUPLICATE_FULFILLMENT_HOLD_HANDLE'],
      );
    },
    async release({ fulfillmentOrderGid, holdGids }) {
      if (holdGids.length === 0) return { kind: 'done' };
      const { fulfillmentOrderReleaseHold } = await client.request(releaseMutation, { id: fulfillmentOrderGid, holdIds: holdGids });
      return outcomeOf(
        errorsIn(fulfillmentOrderReleaseHold, ({ userErrors }) => userErrors),
        ['FULFILLMENT_ORDER_NOT_FOUND'],
      );
    },
  };
}

/** These mutations name no code for "already so": only the order can tell (shopify.md 7.4). */
async function unlessSo(outcome: Outcome, isSo: () => Promise<boolean>): Promise<Outcome> {
  return outcome.kind === 'refused' && (await isSo()) ? { kind: 'done' } : outcome;
}

async function standingOf(client: AdminClient, id: string) {
  return (await client.request(standingQuery, { id })).order;
}

async function cancelOrder(
  client: AdminClient,
  { gid, notifyBuyer, note }: Parameters<ShopAdmin['cancelOrder']>[0],
): Promise<CancelOutcome> {
  const { orderCancel } = await client.request(cancelMutation, { id: gid, reason: 'DECLINED', note, notify: notifyBuyer });
  const outcome = outcomeOf(errorsIn(orderCancel, ({ orderCancelUserErrors }) => orderCancelUserErrors));
  const jobGid = orderCancel?.job?.id;
  if (outcome.kind === 'done' && jobGid !== undefined) return { kind: 'started', jobGid };
  return await unlessSo(outcome, async () => ((await standingOf(client, gid))?.cancelledAt ?? null) !== null);
}

export function paymentWrites(client: AdminClient): PaymentWrites {
  const isPaid = async (gid: string) => (await standingOf(client, gid))?.displayFinancialStatus === 'PAID';
  return {
    async markPaid(gid) {
      const { orderMarkAsPaid } = await client.request(markPaidMutation, { id: gid });
      return await unlessSo(outcomeOf(errorsIn(orderMarkAsPaid, ({ userErrors }) => userErrors)), () => isPaid(gid));
    },
    async capture({ gid, parentGid, amount }) {
      const input = { id: gid, parentTransactionId: parentGid, amount: String(amount), currency: 'JPY' } as const;
      const { orderCapture } = await client.request(captureMutation, { input });
      return await unlessSo(outcomeOf(errorsIn(orderCapture, ({ userErrors }) => userErrors)), () => isPaid(gid));
    },
    cancelOrder: async (cancel) => await cancelOrder(client, cancel),
    // A job Shopify no longer knows has ended long ago.
    jobIsDone: async (jobGid) => (await client.request(jobQuery, { id: jobGid })).job?.done ?? true,
  };
}

async function writeTags(client: AdminClient, { gid, add, remove }: Parameters<ShopAdmin['writeTags']>[0]): Promise<Outcome> {
  if (add.length > 0 && remove.length > 0) {
    const { tagsAdd, tagsRemove } = await client.request(tagsReplaceMutation, { id: gid, add, remove });
    return outcomeOf([...errorsIn(tagsRemove, ({ userErrors }) => userErrors), ...errorsIn(tagsAdd, ({ userErrors }) => userErrors)]);
  }
  if (add.length > 0) {
    const { tagsAdd } = await client.request(tagsAddMutation, { id: gid, tags: add });
    return outcomeOf(errorsIn(tagsAdd, ({ userErrors }) => userErrors));
  }
  if (remove.length === 0) return { kind: 'done' };
  const { tagsRemove } = await client.request(tagsRemoveMutation, { id: gid, tags: remove });
  return outcomeOf(errorsIn(tagsRemove, ({ userErrors }) => userErrors));
}

async function writeState(
  client: AdminClient,
  { gid, value, compareDigest }: Parameters<ShopAdmin['writeState']>[0],
): Promise<StateOutcome> {
  const metafield = { ...stateMetafield, ownerId: gid, type: 'json', value, compareDigest };
  const { metafieldsSet } = await client.request(setStateMutation, { metafields: [metafield] });
  const errors = errorsIn(metafieldsSet, ({ userErrors }) => userErrors);
  const isStale = errors.some(({ code }) => code === 'STALE_OBJECT' || code === 'INVALID_COMPARE_DIGEST');
  return isStale ? { kind: 'stale' } : outcomeOf(errors);
}

/** What the risk assessment says beside its level; the merchant reads it in the Shopify admin. */
const riskFacts = {
  LOW: { description: '後払い決済の与信審査: 承認', sentiment: 'POSITIVE' },
  MEDIUM: { description: '後払い決済の与信審査: 確認中', sentiment: 'NEUTRAL' },
  HIGH: { description: '後払い決済の与信審査: 否決', sentiment: 'NEGATIVE' },
} as const;

export function stateWrites(client: AdminClient): StateWrites {
  return {
    writeTags: async (tags) => await writeTags(client, tags),
    writeState: async (state) => await writeState(client, state),
    async assessRisk({ gid, level }) {
      const input = { orderId: gid, riskLevel: level, facts: [riskFacts[level]] };
      const { orderRiskAssessmentCreate } = await client.request(riskMutation, { input });
      // Shipped meanwhile: nobody needs the assessment any more.
      return outcomeOf(
        errorsIn(orderRiskAssessmentCreate, ({ userErrors }) => userErrors),
        ['ORDER_ALREADY_FULFILLED'],
      );
    },
  };
}
