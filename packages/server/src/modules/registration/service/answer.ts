import type { Answer } from '../../../core/answer.ts';
import type { Instant } from '../../../core/time.ts';
import { orderSummary, type Viewable } from '../../orders/index.ts';
import type { Decision } from '../../screening/model.ts';
import { type Decided, expiresAt } from '../decide/batch.ts';
import type { PreparedOrder } from '../model.ts';

/** The answer to a registration: 201 with the decision, or 202 when a person must decide. */
export function decidedAnswer({ order, decision, openFrameLeft, now }: Decided): Answer {
  const frame = order.buyerKind === 'consumer' ? openFrameLeft : null;
  return {
    status: decision.result === 'manual_review' ? 202 : 201,
    body: JSON.stringify(orderSummary(asStored(order, decision, now), frame)),
  };
}

function asStored(order: PreparedOrder, decision: Decision, now: Instant): Viewable {
  const { result } = decision;
  return {
    credit: result,
    fulfilment: 'none',
    billing: 'none',
    settlement: 'not_due',
    id: order.id,
    shop_order_id: order.shopOrderId,
    status: result,
    registered_at: now,
    order_date: order.orderDate,
    channel: order.channel,
    buyer_kind: order.buyerKind,
    billed_amount: order.billedAmount,
    approved_amount: result === 'approved' ? order.billedAmount : 0,
    returned_amount: 0,
    content: order.content,
    decision,
    decided_at: now,
    expires_at: expiresAt(order, result),
    expected_by: result === 'manual_review' ? order.reviewBy : null,
    warnings: [...order.warnings, ...decision.warnings],
    sequence: 1,
    version: 1,
    replaces: order.replaces ?? null,
    replaced_by: null,
  };
}
