import type { Order, Shipment } from '@atobarai/sdk';
import { describe, expect, it } from 'vitest';
import { options, orderOf, session } from '../../fixtures/order';
import type { FulfillmentRecord } from '../lib/order-record';
import type { Task } from '../tasks/model';
import { readCorrection, readSlip, readTaskQuery } from './body';
import { statusAfter } from './outcome';
import { panelOf } from './view';

const shipment: Shipment = {
  id: 'shp_1',
  orderId: 'ord_1',
  status: 'slip_registered',
  carrier: 'yamato',
  serviceLevel: 'parcel',
  slipNo: '123456789013',
  shippedAt: '2026-11-21T01:00:00.000Z',
  registeredAt: '2026-11-21T01:00:00.000Z',
  deliveredAt: null,
  deliveredOn: null,
  shipToIndex: null,
  items: [],
  amount: 2710,
  warnings: [{ code: 'slip_unverified', messageJa: '番号を確認できません。', messageEn: 'Not verified.' }],
  supersedes: null,
  supersededBy: null,
  invoiceId: null,
};

function remoteOf(change: Partial<Order> = {}): Order {
  return {
    id: 'ord_1',
    shopOrderId: session.id,
    status: 'approved',
    axes: { credit: 'approved', fulfilment: 'none', billing: 'none', settlement: 'not_due' },
    decision: {
      result: 'approved',
      score: 80,
      scoreParts: [],
      reasons: [
        {
          code: 'postal_unknown',
          severity: 'review',
          messageJa: '郵便番号',
          messageEn: 'Postal code',
          fix: { messageJa: '直す', messageEn: 'Mend' },
        },
      ],
      decidedAt: '2026-11-21T00:00:00.000Z',
    },
    shipAllowed: true,
    billedAmount: 2710,
    returnedAmount: 0,
    expectedBy: null,
    expiresAt: '2027-01-19T15:00:00.000Z',
    warnings: [],
    shipments: [],
    ...change,
  } as Order;
}

const labelled = (id: string, slipNo: string | null): FulfillmentRecord => ({
  id,
  shipped_at: '2026-11-21T01:00:00Z',
  labels: slipNo === null ? [] : [{ id: `${id}_label`, tracking_number: slipNo }],
  shipping_option: { data: { carrier_code: 'sagawa' } },
});

const task: Task = {
  id: 'atbtask_1',
  kind: 'ship',
  ref_id: 'ful_1',
  order_id: 'order_1',
  status: 'failed',
  attempts: 1,
  next_at: '2026-11-21T01:00:00.000Z',
  last_error: '送り状番号のない出荷です。',
  payload: null,
};

function panel(change: Partial<Parameters<typeof panelOf>[0]> = {}, fulfillments: readonly FulfillmentRecord[] = []) {
  return panelOf({
    order: { ...orderOf(), fulfillments },
    found: { collection: { id: 'c' }, session },
    remote: remoteOf(),
    tasks: [],
    options,
    problem: null,
    ...change,
  });
}

describe('the panel on the order page', () => {
  it('shows how the order stands, and why', () => {
    expect(panel()).toMatchObject({
      serviceOrderId: 'ord_1',
      status: 'approved',
      statusText: { ja: '承認', en: 'Approved' },
      tone: 'good',
      billedAmount: 2710,
      reasons: [{ message: { ja: '郵便番号', en: 'Postal code' }, fix: { ja: '直す', en: 'Mend' } }],
      canEnterSlip: true,
      canAmend: false,
      problem: null,
    });
  });

  it('shows what is known while the service is away, and that it is', () => {
    const known = { ...session, data: { atobarai: { order_id: 'ord_1', status: 'manual_review' } } };
    expect(panel({ remote: undefined, found: { collection: { id: 'c' }, session: known }, problem: '接続できません' })).toMatchObject({
      serviceOrderId: 'ord_1',
      statusText: { ja: '担当者が審査中' },
      tone: 'waiting',
      billedAmount: null,
      canEnterSlip: false,
      problem: '接続できません',
    });
    expect(panel({ remote: undefined }).statusText.ja).toBe('未登録');
  });

  it('lists the parcels whose slip is not registered, with what Medusa knows of them', () => {
    const { parcels, shipments } = panel({ remote: remoteOf({ shipments: [shipment] }) }, [
      labelled('ful_1', '1234-5678-9013'),
      labelled('ful_2', null),
    ]);
    expect(parcels).toEqual([{ fulfillmentId: 'ful_2', shipped: true, slipNo: null, carrier: 'sagawa', serviceLevel: 'parcel' }]);
    expect(shipments).toMatchObject([
      { id: 'shp_1', correctable: true, statusText: { ja: '登録済み' }, warnings: [{ en: 'Not verified.' }] },
    ]);
  });

  it('does not ask again for a slip that was entered by hand', () => {
    expect(panel({ remote: remoteOf({ shipments: [shipment] }) }, [labelled('ful_2', null)]).parcels).toEqual([]);
  });

  it('offers to correct a slip until the parcel has arrived', () => {
    const correctable = (status: Shipment['status']) =>
      panel({ remote: remoteOf({ shipments: [{ ...shipment, status }] }) }).shipments[0]?.correctable;
    expect(['slip_registered', 'in_transit', 'exception'].map((status) => correctable(status as Shipment['status']))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['delivered', 'returned', 'superseded', 'voided'].map((status) => correctable(status as Shipment['status']))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('lists what is still to be done, neither what is done nor what is being taken over right now', () => {
    const settling: Task = { ...task, id: 'atbtask_3', kind: 'settle', status: 'pending', attempts: 0 };
    const { tasks } = panel({ tasks: [task, { ...task, id: 'atbtask_2', status: 'done' }, settling] });
    expect(tasks).toMatchObject([{ id: 'atbtask_1', kindText: { ja: '送り状番号の登録' }, lastError: '送り状番号のない出荷です。' }]);
  });
});

describe('what the staff send', () => {
  it('is a slip with its carrier; the service is the ordinary one unless told', () => {
    expect(readSlip({ slipNo: ' 1234 ', carrier: 'japan_post', fulfillmentId: 'ful_1' })).toEqual({
      slipNo: '1234',
      carrier: 'japan_post',
      serviceLevel: 'yupack',
      fulfillmentId: 'ful_1',
    });
    expect(readCorrection({ slipNo: '1', carrier: 'yamato', serviceLevel: 'nekopos', shippedAt: '2026-11-21T10:00:00+09:00' })).toEqual({
      slipNo: '1',
      carrier: 'yamato',
      serviceLevel: 'nekopos',
      shippedAt: new Date('2026-11-21T01:00:00Z'),
    });
  });

  it.each([
    [undefined, 'slipNo'],
    ['x', 'body'],
    [{ carrier: 'yamato' }, 'slipNo'],
    [{ slipNo: '', carrier: 'yamato' }, '送り状番号を入力してください'],
    [{ slipNo: '1', carrier: 'ups' }, '対象の運送会社'],
    [{ slipNo: '1', carrier: 'sagawa', serviceLevel: 'mail' }, '対象の運送会社'],
    [{ slipNo: '1', carrier: 'yamato', shippedAt: 'yesterday' }, 'shippedAt'],
    [{ slipNo: '1', carrier: 'yamato', amount: 1 }, 'amount'],
  ])('is refused with the field when it is %j', (body, expected) => {
    expect(() => readSlip(body)).toThrow(expected);
  });

  it('asks for tasks in pages', () => {
    expect(readTaskQuery({})).toEqual({ limit: 20, offset: 0 });
    expect(readTaskQuery({ status: 'failed', limit: '5', offset: '10' })).toEqual({ status: 'failed', limit: 5, offset: 10 });
    expect(() => readTaskQuery({ limit: '1000' })).toThrow('limit');
    expect(() => readTaskQuery({ status: 'lost' })).toThrow('status');
  });

  it('is answered by how it went', () => {
    expect(statusAfter({ ...task, status: 'done' })).toBe(200);
    expect(statusAfter({ ...task, status: 'pending' })).toBe(202);
    expect(() => statusAfter(task)).toThrow('送り状番号のない出荷です。');
  });
});
