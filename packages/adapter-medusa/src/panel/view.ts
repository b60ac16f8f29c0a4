import type { Order, Reason, Shipment } from '@atobarai/sdk';
import { carrierNames, serviceNames } from '../lib/carrier-names';
import { carrierList, carrierOfTracking, chooseCarrier } from '../lib/carriers';
import type { FoundPayment } from '../lib/find-payment';
import type { AtobaraiOptions } from '../lib/options';
import { type FulfillmentRecord, type OrderRecord, present } from '../lib/order-record';
import { pickLabel } from '../lib/parcel';
import { sessionData } from '../lib/session-data';
import { standingOf, statusWords } from '../lib/status';
import type { Task } from '../tasks';
import type { Panel, PanelCarrier, PanelParcel, PanelReason, PanelShipment, PanelTask, Words } from './model';
import { shipmentWords, taskWords, unregistered } from './words';

export type PanelFacts = {
  readonly order: OrderRecord;
  readonly found: FoundPayment;
  /** The order at the service; undefined when it is not registered, or could not be read. */
  readonly remote: Order | undefined;
  readonly tasks: readonly Task[];
  readonly options: Pick<AtobaraiOptions, 'carriers' | 'language'>;
  readonly problem: string | null;
};

/** Puts together what the order page shows. */
export function panelOf(facts: PanelFacts): Panel {
  const { order, found, remote, tasks, options, problem } = facts;
  const { atobarai: known } = sessionData(found.session.data);
  const status = remote?.status ?? known.status ?? 'unregistered';
  const parcels = remote ? parcelsOf(order, remote, options) : [];
  return {
    orderId: order.id,
    language: options.language,
    serviceOrderId: remote?.id ?? known.order_id,
    shopOrderId: remote?.shopOrderId ?? known.shop_order_id,
    status,
    statusText: statusWords(status) ?? unregistered,
    tone: toneOf(remote, status),
    parcels,
    tasks: tasks.filter(isOpen).map(taskOf),
    carriers,
    problem,
    ...fromRemote(remote),
  };
}

/** A decision that is being taken over this very moment is nothing the staff need to see. */
function isOpen({ kind, status, attempts }: Task): boolean {
  return status === 'failed' || (status === 'pending' && (kind !== 'settle' || attempts > 0));
}

type FromRemote = Pick<
  Panel,
  | 'billedAmount'
  | 'returnedAmount'
  | 'decidedAt'
  | 'reasons'
  | 'warnings'
  | 'expectedBy'
  | 'expiresAt'
  | 'shipments'
  | 'canEnterSlip'
  | 'canAmend'
>;

const nothing: FromRemote = {
  billedAmount: null,
  returnedAmount: null,
  decidedAt: null,
  reasons: [],
  warnings: [],
  expectedBy: null,
  expiresAt: null,
  shipments: [],
  canEnterSlip: false,
  canAmend: false,
};

function fromRemote(remote: Order | undefined): FromRemote {
  if (!remote) return nothing;
  const { fulfilment } = remote.axes;
  return {
    billedAmount: remote.billedAmount,
    returnedAmount: remote.returnedAmount,
    decidedAt: remote.decision?.decidedAt ?? null,
    reasons: (remote.decision?.reasons ?? []).map(reasonOf),
    warnings: remote.warnings.map(wordsOf),
    expectedBy: remote.expectedBy,
    expiresAt: remote.expiresAt,
    shipments: remote.shipments.map(shipmentOf),
    canEnterSlip:
      remote.shipAllowed && (fulfilment === 'none' || fulfilment === 'partially_shipped' || fulfilment === 'partially_delivered'),
    canAmend: remote.status === 'on_hold',
  };
}

function toneOf(remote: Order | undefined, status: string): Panel['tone'] {
  const standing = remote ? standingOf(remote) : undefined;
  if (standing === 'approved') return 'good';
  if (standing === 'rejected' || standing === 'over') return 'bad';
  return status === 'rejected' || status === 'cancelled' || status === 'expired' ? 'bad' : 'waiting';
}

function reasonOf({ code, severity, messageJa, messageEn, fix }: Reason): PanelReason {
  return { code, severity, message: { ja: messageJa, en: messageEn }, fix: fix ? { ja: fix.messageJa, en: fix.messageEn } : null };
}

function wordsOf({ messageJa, messageEn }: { readonly messageJa: string; readonly messageEn: string }): Words {
  return { ja: messageJa, en: messageEn };
}

const correctable: ReadonlySet<Shipment['status']> = new Set(['slip_registered', 'in_transit', 'exception']);

function shipmentOf(shipment: Shipment): PanelShipment {
  const { id, carrier, serviceLevel, slipNo, status, shippedAt, deliveredOn, warnings } = shipment;
  return {
    id,
    carrier,
    serviceLevel,
    slipNo,
    status,
    statusText: shipmentWords[status] ?? { ja: status, en: status },
    shippedAt,
    deliveredOn,
    warnings: warnings.map(wordsOf),
    correctable: correctable.has(status),
  };
}

/** Fulfilments whose slip is not at the service: without a label, with a wrong one, or not told yet. */
function parcelsOf(order: OrderRecord, remote: Order, options: PanelFacts['options']): PanelParcel[] {
  const known = new Set(remote.shipments.map(({ slipNo }) => digitsOf(slipNo)));
  const open = present(order.fulfillments).filter((each) => !each.canceled_at && !known.has(digitsOf(pickLabel(each)?.tracking_number)));
  // A slip entered by hand belongs to a fulfilment that has no label; the service does not know which.
  const byHand = remote.shipments.filter(({ slipNo, status }) => status !== 'superseded' && status !== 'voided' && !isLabel(order, slipNo));
  return open.slice(Math.min(open.length, byHand.length)).map((each) => parcelOf(each, options));
}

function isLabel(order: OrderRecord, slipNo: string): boolean {
  return present(order.fulfillments).some((each) => digitsOf(pickLabel(each)?.tracking_number) === digitsOf(slipNo));
}

function parcelOf(fulfillment: FulfillmentRecord, { carriers: choices }: PanelFacts['options']): PanelParcel {
  const label = pickLabel(fulfillment);
  const chosen = chooseCarrier(fulfillment, choices, label?.tracking_url);
  const choice = chosen.ok ? chosen.choice : carrierOfTracking(label?.tracking_url);
  return {
    fulfillmentId: fulfillment.id,
    shipped: Boolean(fulfillment.shipped_at),
    slipNo: label?.tracking_number ?? null,
    carrier: choice?.carrier ?? null,
    serviceLevel: choice?.serviceLevel ?? null,
  };
}

function digitsOf(slipNo: string | null | undefined): string {
  return (slipNo ?? '').normalize('NFKC').replace(/\D/g, '');
}

/** A task in words. */
export function taskOf({ id, kind, order_id: orderId, status, attempts, next_at: nextAt, last_error: lastError }: Task): PanelTask {
  return { id, kind, kindText: taskWords[kind], orderId, status, attempts, nextAt: new Date(nextAt).toISOString(), lastError };
}

const carriers: readonly PanelCarrier[] = carrierList.map(({ carrier, services }) => ({
  carrier,
  name: carrierNames[carrier],
  services: services.map((code) => ({ code, name: serviceNames[code] ?? { ja: code, en: code } })),
}));
