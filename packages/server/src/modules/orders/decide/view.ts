import type { Order, OrderSummary, Reason as WireReason, Warning } from '@atobarai/sdk/contract';
import { describe } from '../../../core/messages.ts';
import { type Instant, inJapan } from '../../../core/time.ts';
import type { Decision, Reason } from '../../screening/model.ts';
import type { Axes, OrderContent, OrderRow, PersonalPart, Status } from '../model.ts';

/** What an answer about an order is made of; a stored row has all of it, a fresh registration, too. */
export type Viewable = Axes & {
  readonly id: string;
  readonly shop_order_id: string;
  readonly status: Status;
  readonly registered_at: Instant;
  readonly order_date: string;
  readonly channel: string;
  readonly buyer_kind: 'consumer' | 'company';
  readonly billed_amount: number;
  readonly approved_amount: number;
  readonly returned_amount: number;
  readonly content: OrderContent;
  readonly decision: (Decision & { readonly decidedBy?: string }) | null;
  readonly decided_at: Instant | null;
  readonly expires_at: Instant | null;
  readonly expected_by: Instant | null;
  readonly warnings: readonly string[];
  readonly sequence: number;
  readonly version: number;
  readonly replaces: string | null;
  readonly replaced_by: string | null;
};

/** An order as every change answers it: ids, statuses, dates and amounts, no personal data. */
export function orderSummary(order: Viewable, openFrameLeft: number | null): OrderSummary {
  return {
    id: order.id,
    shopOrderId: order.shop_order_id,
    status: order.status,
    axes: { credit: order.credit, fulfilment: order.fulfilment, billing: order.billing, settlement: order.settlement },
    decision: order.decision && decisionView(order.decision, order.decided_at ?? order.registered_at),
    shipAllowed: order.credit === 'approved',
    registeredAt: inJapan(order.registered_at),
    orderDate: order.order_date,
    channel: order.channel,
    buyerKind: order.buyer_kind,
    billedAmount: order.billed_amount,
    buyerFee: order.content.buyerFee,
    approvedAmount: order.approved_amount,
    openFrameLeft,
    returnedAmount: order.returned_amount,
    taxSummary: order.content.taxSummary.map((line) => ({ ...line })),
    expiresAt: order.expires_at && inJapan(order.expires_at),
    expectedBy: order.expected_by && inJapan(order.expected_by),
    warnings: order.warnings.map(warningView),
    sequence: order.sequence,
    version: order.version,
    replaces: order.replaces,
    replacedBy: order.replaced_by,
    billable: order.content.billable ?? false,
  };
}

function decisionView(decision: NonNullable<Viewable['decision']>, decidedAt: Instant): OrderSummary['decision'] {
  return {
    result: decision.result,
    score: decision.score,
    scoreParts: decision.scoreParts.map((part) => ({ ...part })),
    reasons: decision.reasons.map(reasonView),
    decidedAt: inJapan(decidedAt),
    ...(decision.decidedBy ? { decidedBy: decision.decidedBy } : {}),
  };
}

export function reasonView({ code, severity, field }: Reason): WireReason {
  const ja = describe({ code }, 'ja');
  const en = describe({ code }, 'en');
  return {
    code,
    severity,
    ...(field ? { field } : {}),
    messageJa: ja.title,
    messageEn: en.title,
    fix: { messageJa: ja.detail, messageEn: en.detail },
  };
}

export function warningView(code: string): Warning {
  const known = code as Parameters<typeof describe>[0]['code'];
  return { code, messageJa: describe({ code: known }, 'ja').detail, messageEn: describe({ code: known }, 'en').detail };
}

/** What only the detail of one order shows besides its summary. */
export type DetailParts = Pick<Order, 'shipments' | 'invoices'> & {
  readonly personal: PersonalPart;
  readonly openFrameLeft: number | null;
};

export function orderDetail(order: OrderRow, { personal, openFrameLeft, shipments, invoices }: DetailParts): Order {
  const { content } = order;
  return {
    ...orderSummary(order, openFrameLeft),
    items: content.items.map((item) => ({ ...item })),
    invoice: { ...content.invoice },
    plannedShipDate: content.plannedShipDate ?? null,
    buyer: { kind: order.buyer_kind, ...personal.buyer },
    shipTo: personal.shipTo.map((destination) => ({ ...destination })),
    shipments,
    invoices,
    ...(content.metadata ? { metadata: { ...content.metadata } } : {}),
    ...(content.platform ? { platform: { ...content.platform } as NonNullable<Order['platform']> } : {}),
  };
}
