import { defineMiddlewares, type MedusaNextFunction, type MedusaRequest, type MedusaResponse } from '@medusajs/framework/http';
import { MedusaError } from '@medusajs/framework/utils';
import { fulfillmentGate } from '../lib/fulfillment-gate';
import { messageOf, type Voice } from '../lib/messages';
import type { OrderRecord } from '../lib/order-record';
import { atobarai, queryOf } from '../operations/container';

const gateFields = ['id', 'payment_collections.*', 'payment_collections.payment_sessions.*', 'payment_collections.payments.*'];

/** Keeps goods from leaving before the service said yes (SF-15): Medusa's own core lets them go. */
async function holdUnapproved(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  try {
    const { blocks, voice } = settingsOf(req);
    if (!blocks) return next();
    const { data } = await queryOf(req.scope).graph({ entity: 'order', fields: gateFields, filters: { id: req.params['id'] } });
    const gate = fulfillmentGate(data[0] as OrderRecord | undefined);
    if (gate === 'open') return next();
    const message = messageOf(gate === 'waiting' ? 'fulfillment_waiting' : 'fulfillment_refused', voice);
    return next(new MedusaError(MedusaError.Types.NOT_ALLOWED, message));
  } catch (error) {
    return next(error);
  }
}

function settingsOf(req: MedusaRequest): { readonly blocks: boolean; readonly voice: Voice } {
  const service = atobarai(req.scope);
  // With settings nobody can read, nobody can have approved anything either.
  if (service.problem !== undefined) return { blocks: true, voice: { language: 'ja', messages: {} } };
  return { blocks: service.options.blockFulfillment, voice: service.options };
}

export default defineMiddlewares({
  routes: [
    // The signature is over the bytes as they came.
    { method: ['POST'], matcher: '/hooks/atobarai', bodyParser: { preserveRawBody: true } },
    { method: ['POST'], matcher: '/admin/orders/:id/fulfillments', middlewares: [holdUnapproved] },
    // A parcel packed before an order edit must wait for the edited order's approval, too.
    { method: ['POST'], matcher: '/admin/orders/:id/fulfillments/:fulfillment_id/shipments', middlewares: [holdUnapproved] },
  ],
});
