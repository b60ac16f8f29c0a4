import type { Invoice, Order, Shipment } from '@atobarai/sdk';

/** An order of the simulated service. */
export type ServiceOrder = {
  readonly id: string;
  credit: Order['axes']['credit'];
  billed: number;
  returned: number;
  paidOut: boolean;
  version: number;
  parcels: { readonly id: string; readonly slipNo: string; status: 'slip_registered' | 'voided' | 'superseded' }[];
};

const at = '2026-11-20T01:00:00.000Z';
const person = { name: '', postalCode: '', address: { prefecture: '', city: '', line1: '' }, phone: '' };

const statusOf: Readonly<Partial<Record<ServiceOrder['credit'], Order['status']>>> = {
  approved: 'approved',
  cancelled: 'cancelled',
  rejected: 'rejected',
};

/** The order as the service answers it. */
export function viewOf(order: ServiceOrder): Order {
  const { id, credit, billed, returned, paidOut, version, parcels } = order;
  const hasLeft = parcels.some(({ status }) => status === 'slip_registered');
  return {
    id,
    shopOrderId: id,
    status: statusOf[credit] ?? 'manual_review',
    axes: { credit, fulfilment: hasLeft ? 'shipped' : 'none', billing: 'none', settlement: paidOut ? 'paid_out' : 'not_due' },
    decision: null,
    shipAllowed: credit === 'approved',
    registeredAt: at,
    orderDate: '2026-11-20',
    channel: 'ec',
    buyerKind: 'consumer',
    billedAmount: billed,
    buyerFee: 0,
    approvedAmount: billed,
    openFrameLeft: null,
    returnedAmount: returned,
    taxSummary: [],
    expiresAt: null,
    expectedBy: null,
    warnings: [],
    sequence: version,
    version,
    replaces: null,
    replacedBy: null,
    billable: false,
    items: [],
    invoice: { delivery: 'separate', dueDays: 14 },
    buyer: { kind: 'consumer', ...person },
    shipTo: [],
    shipments: parcels.map((parcel) => shipmentOf(order, parcel)),
    invoices: hasLeft ? [invoiceOf(order)] : [],
  };
}

function shipmentOf({ id, billed, paidOut }: ServiceOrder, parcel: ServiceOrder['parcels'][number]): Shipment {
  return {
    ...parcel,
    // What was paid out has arrived.
    status: paidOut && parcel.status === 'slip_registered' ? 'delivered' : parcel.status,
    orderId: id,
    amount: billed,
    carrier: 'yamato',
    serviceLevel: 'parcel',
    shippedAt: at,
    registeredAt: at,
    deliveredAt: null,
    deliveredOn: null,
    shipToIndex: null,
    items: [{ itemIndex: 0, quantity: 1 }],
    warnings: [],
    supersedes: null,
    supersededBy: null,
    invoiceId: null,
  };
}

function invoiceOf({ id, billed, returned }: ServiceOrder): Invoice {
  return {
    id: `invoice-${id}`,
    orderId: id,
    shipmentId: null,
    status: 'scheduled',
    overdue: false,
    delivery: 'separate',
    documentVersion: 1,
    number: null,
    reference: null,
    issueAt: at,
    issuedAt: null,
    issuedOn: null,
    dueOn: null,
    amount: billed,
    credited: returned,
    creditedTaxSummary: [],
    paid: 0,
    open: billed - returned,
    paidOn: null,
    buyerFee: 0,
    lines: [],
    taxSummary: [],
  };
}
