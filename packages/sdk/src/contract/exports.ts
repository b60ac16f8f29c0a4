import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { orderStatuses } from './order-state.ts';
import { LocalDate, oneOf } from './primitives.ts';

/** Encodings of the files we write. */
export const fileEncodings = ['utf-8', 'cp932'] as const;

const range = {
  /** First order date. */
  from: z.optional(LocalDate),
  /** Last order date. */
  to: z.optional(LocalDate),
  /** UTF-8 with a byte-order mark unless told. */
  encoding: z.optional(oneOf(fileEncodings)),
};

export const exportOrders = operation({
  id: 'exports.orders',
  method: 'GET',
  path: '/v1/exports/orders.csv',
  summary: { ja: '注文一覧をCSVで出力する', en: 'Export orders as CSV' },
  access: ['sk'],
  scope: 'exports:read',
  query: z.strictObject({ ...range, status: z.optional(oneOf(orderStatuses)) }),
  replies: { 200: { media: 'text/csv', description: { ja: '注文のCSV', en: 'Orders as CSV' } } },
});

export const exportShipments = operation({
  id: 'exports.shipments',
  method: 'GET',
  path: '/v1/exports/shipments.csv',
  summary: { ja: '商品出荷登録一覧をCSVで出力する', en: 'Export shipments as CSV' },
  access: ['sk'],
  scope: 'exports:read',
  query: z.strictObject(range),
  replies: { 200: { media: 'text/csv', description: { ja: '出荷のCSV', en: 'Shipments as CSV' } } },
});
