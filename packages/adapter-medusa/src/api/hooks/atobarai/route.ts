import { isWebhookVerificationError, verifyWebhook, type WebhookEvent } from '@atobarai/sdk/webhooks';
import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { atobarai, loggerOf } from '../../../operations/container';
import { attempt } from '../../../tasks/run';

/** A decision is told while its checkout is still being written: a moment later the order is there. */
const restMs = 500;

/** Takes what the service tells: verified, kept, answered; what follows from it happens after the answer. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const service = atobarai(req.scope);
  const event = await eventOf(req, res);
  if (!event) return;
  if (event.type === 'endpoint.test') return void res.status(200).json({ outcome: 'tested' });
  const task = await service.recordEvent(event);
  res.status(200).json({ outcome: task === undefined ? 'duplicate' : 'recorded' });
  if (typeof task === 'object') setTimeout(() => void attempt(req.scope, task), restMs).unref();
}

async function eventOf(req: MedusaRequest, res: MedusaResponse): Promise<WebhookEvent | undefined> {
  const { options } = atobarai(req.scope);
  try {
    // The type says it may be missing: then the middleware of this plugin was not loaded, and nothing can be verified.
    return await verifyWebhook(Buffer.isBuffer(req.rawBody) ? req.rawBody : '', req.headers, { secrets: options.webhookSecrets });
  } catch (error) {
    if (!isWebhookVerificationError(error)) throw error;
    loggerOf(req.scope).warn(`atobarai: a webhook was refused (${error.code}): ${error.message}`);
    // A secret that is set wrongly is the shop's fault: 503 makes the service send the event again later.
    const status = error.code === 'malformed_secret' ? 503 : 401;
    res.status(status).json({ type: 'unauthorized', code: error.code, message: error.message });
    return undefined;
  }
}
