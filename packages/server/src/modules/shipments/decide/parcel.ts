import type { Yen } from '../../../core/money.ts';
import type { Refusal } from '../../../core/result.ts';
import {
  type Axes,
  less,
  type LineQuantity,
  linesLeft,
  type OrderContent,
  type OrderRow,
  perLine,
  quantityOf,
  restOf,
  shareOfRest,
} from '../../orders/model.ts';
import type { CarrierReport, ShipmentRow, ShipmentStatus, SlipCommand } from '../model.ts';
import { checkSlip, type Slip } from './slip.ts';
import type { Instant } from '../../../core/time.ts';

export type SlipFacts = {
  readonly order: OrderRow | undefined;
  /** The order's shipments that still count. */
  readonly shipments: readonly Pick<ShipmentRow, 'items' | 'amount' | 'status'>[];
  /** Other orders that already carry this slip. */
  readonly ordersOnSlip: number;
  readonly now: Instant;
};

export type SlipDecision =
  | {
      readonly ok: true;
      readonly slipNo: string;
      readonly items: readonly LineQuantity[];
      readonly amount: Yen;
      readonly warnings: readonly string[];
      readonly completes: boolean;
    }
  | { readonly ok: false; readonly refusal: Refusal };

const mostOrdersPerSlip = 3;

/** STEP5: whether a slip may be registered, for what it stands, and what deserves a look (SF-15, SF-18, AD-09). */
export function decideSlip(command: SlipCommand, facts: SlipFacts): SlipDecision {
  const { order } = facts;
  if (!order) return refuse({ code: 'order_not_found' });
  // The ship gate: nothing leaves before the screening said yes (SF-15).
  if (order.credit !== 'approved') return refuse({ code: 'not_approved', values: { status: order.status } });
  const slip = checkSlip(command);
  if (!slip.ok) return refuse(slip.refusal);
  const parcel = parcelOf(order, facts.shipments, command.items);
  if ('code' in parcel) return refuse(parcel);
  const shipToIndex = command.shipToIndex ?? 0;
  if (shipToIndex >= Math.max(1, order.content.shipToCount)) return refuse({ code: 'not_found', path: 'shipToIndex' });
  return { ok: true, slipNo: slip.slipNo, warnings: [...slip.warnings, ...doubts(command, facts)], ...parcel };
}

/** What deserves a look about a slip that may be right all the same. */
function doubts({ shippedAt }: Pick<SlipCommand, 'shippedAt'>, { ordersOnSlip, now }: Pick<SlipFacts, 'ordersOnSlip' | 'now'>): string[] {
  return [
    ...(ordersOnSlip >= mostOrdersPerSlip ? ['slip_reused'] : []),
    // The invoice would arrive before the goods (SF-18).
    ...(shippedAt > now ? ['shipped_in_future'] : []),
  ];
}

function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

export type NewSlipFacts = Pick<SlipFacts, 'ordersOnSlip' | 'now'> & {
  readonly order: Pick<OrderRow, 'credit' | 'status'>;
  readonly shipment: Pick<ShipmentRow, 'status'>;
};

export type NewSlipDecision =
  | { readonly ok: true; readonly slipNo: string; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** SF-43: whether a parcel may go out again under a new slip. The ship gate stands before every slip. */
export function decideNewSlip(command: Slip & Pick<SlipCommand, 'shippedAt'>, facts: NewSlipFacts): NewSlipDecision {
  const { order, shipment } = facts;
  if (order.credit !== 'approved') return refuse({ code: 'not_approved', values: { status: order.status } });
  const commands = legalShopCommands(shipment.status);
  if (!commands.includes('replaceSlip'))
    return refuse({ code: 'illegal_transition', values: { status: shipment.status }, legalCommands: commands });
  const slip = checkSlip(command);
  if (!slip.ok) return refuse(slip.refusal);
  return { ok: true, slipNo: slip.slipNo, warnings: [...slip.warnings, ...doubts(command, facts)] };
}

/** Why a slip cannot be taken back, as far as the parcel and its order say; its invoice has a word in it too. */
export function refusalOfVoid({ order, shipment }: Pick<NewSlipFacts, 'order' | 'shipment'>): Refusal | undefined {
  if (order.credit !== 'approved') return { code: 'illegal_transition', values: { status: order.status }, legalCommands: [] };
  const commands = legalShopCommands(shipment.status);
  if (commands.includes('void')) return undefined;
  return { code: 'illegal_transition', values: { status: shipment.status }, legalCommands: commands };
}

type Parcel = { readonly items: readonly LineQuantity[]; readonly amount: Yen; readonly completes: boolean };

/** What is in the parcel and what it comes to: of what is still to be billed, in proportion to its goods; the last parcel takes what is left. */
function parcelOf(order: OrderRow, shipments: SlipFacts['shipments'], wanted: readonly LineQuantity[] | undefined): Parcel | Refusal {
  const rest = restOf(order, shipments);
  if (rest.lines.length === 0) return { code: 'illegal_transition', values: { status: order.status }, legalCommands: insteadOf(shipments) };
  const tooMany = (wanted ?? []).findIndex(
    ({ itemIndex }, index, all) => quantityOf(all.slice(0, index + 1), itemIndex) > quantityOf(rest.lines, itemIndex),
  );
  if (tooMany >= 0 || wanted?.length === 0) return { code: 'item_quantity', path: `items[${Math.max(0, tooMany)}].quantity` };
  const items = wanted ? perLine(wanted) : rest.lines;
  const completes = less(rest.lines, items).length === 0;
  return { items, completes, amount: shareOfRest(order.content, rest, items) };
}

/** Where all of it has left, a parcel that is not there yet may still go out again. */
function insteadOf(shipments: SlipFacts['shipments']): string[] {
  return ['replaceSlip'].filter((command) => shipments.some(({ status }) => legalShopCommands(status).includes(command)));
}

const transitions: Record<CarrierReport['kind'], { readonly from: readonly ShipmentStatus[]; readonly to: ShipmentStatus }> = {
  picked_up: { from: ['slip_registered'], to: 'in_transit' },
  delivered: { from: ['slip_registered', 'in_transit', 'exception'], to: 'delivered' },
  exception: { from: ['slip_registered', 'in_transit'], to: 'exception' },
  resumed: { from: ['exception'], to: 'in_transit' },
  returned: { from: ['exception', 'in_transit'], to: 'returned' },
};

/** What a carrier's report makes of a shipment; a repeat of what already holds changes nothing. */
export function decideReport(
  shipment: Pick<ShipmentRow, 'status'>,
  report: CarrierReport,
): { readonly status: ShipmentStatus; readonly changed: boolean } | Refusal {
  const { from, to } = transitions[report.kind];
  if (shipment.status === to) return { status: to, changed: false };
  if (!from.includes(shipment.status))
    return { code: 'illegal_transition', values: { status: shipment.status }, legalCommands: legalReports(shipment.status) };
  return { status: to, changed: true };
}

function legalReports(status: ShipmentStatus): string[] {
  return Object.entries(transitions).flatMap(([kind, { from }]) => (from.includes(status) ? [kind] : []));
}

/** Neither taken back nor sent again under another slip. */
export function counts({ status }: Pick<ShipmentRow, 'status'>): boolean {
  return status !== 'voided' && status !== 'superseded';
}

const onItsWay: ReadonlySet<ShipmentStatus> = new Set(['slip_registered', 'in_transit', 'exception']);

/** What the shop itself may do with a shipment in this state. What a carrier brings back may go out again. */
export function legalShopCommands(status: ShipmentStatus): string[] {
  if (status === 'returned') return ['replaceSlip'];
  return onItsWay.has(status) ? ['replaceSlip', 'void'] : [];
}

/** The order's fulfilment, derived from all its shipments (domain.md 4.2). */
export function fulfilmentOf(
  content: OrderContent,
  shipments: readonly Pick<ShipmentRow, 'status' | 'items' | 'amount'>[],
): Axes['fulfilment'] {
  const counting = shipments.filter(counts);
  if (counting.length === 0) return 'none';
  if (counting.every((shipment) => shipment.status === 'returned')) return 'returned';
  if (counting.some((shipment) => shipment.status === 'exception')) return 'exception';
  const complete = linesLeft(content, counting).length === 0;
  const delivered = counting.filter((shipment) => shipment.status === 'delivered').length;
  if (delivered === 0) return complete ? 'shipped' : 'partially_shipped';
  return complete && delivered === counting.length ? 'delivered' : 'partially_delivered';
}
