import { exportOrders as ordersOperation, exportShipments as shipmentsOperation } from '@atobarai/sdk/contract';
import type { Api } from '../../platform/http/api.ts';
import { type ExportedFile, exportOrders, exportShipments, type ExportUnits } from './service.ts';

export function exportRoutes(api: Api, units: ExportUnits): void {
  api.raw(ordersOperation, async ({ caller: { mode, merchantId }, query: { encoding = 'utf-8', ...range } }) =>
    fileResponse(
      'orders.csv',
      await exportOrders(units, { scope: { mode, merchants: [merchantId] }, filter: { merchantId, ...range }, encoding }),
    ),
  );
  api.raw(shipmentsOperation, async ({ caller: { mode, merchantId }, query: { encoding = 'utf-8', ...range } }) =>
    fileResponse(
      'shipments.csv',
      await exportShipments(units, { scope: { mode, merchants: [merchantId] }, filter: { merchantId, ...range }, encoding }),
    ),
  );
}

function fileResponse(name: string, { mediaType, stream }: ExportedFile): Response {
  return new Response(stream, {
    headers: { 'content-type': mediaType, 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' },
  });
}
