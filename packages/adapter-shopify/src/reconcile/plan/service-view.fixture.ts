import type { Order, Shipment } from '@atobarai/sdk';

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
export function viewOf({ id, credit, billed, returned, paidOut, version, parcels }: ServiceOrder): Order {
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
    shipments: parcels.map((parcel) => shipmentOf(id, parcel, billed)),
    invoices: [],
  };
}

function shipmentOf(orderId: string, parcel: ServiceOrder['parcels'][number], amount: number): Shipment {
  return {
    ...parcel,
    orderId,
    amount,
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
