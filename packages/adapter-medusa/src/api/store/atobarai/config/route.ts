import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { mapCheckout } from '../../../../lib/map-order';
import { voiceOf } from '../../../../lib/messages';
import { type CartRecord, cartFields } from '../../../../lib/order-record';
import { explainProblems } from '../../../../lib/problems';
import { atobarai, queryOf } from '../../../../operations/container';

/**
 * What a storefront needs for the widget. With `cart_id` also what the widget has to authorize, mapped as
 * the order will be: the token then fits the order to the yen.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const service = atobarai(req.scope);
  if (service.problem !== undefined) return void res.json({ available: false });
  const { apiUrl, publishableKey, widgetUrl, minAmount, maxAmount, screening, language } = service.options;
  res.json({
    available: true,
    apiUrl,
    publishableKey: publishableKey ?? null,
    widgetUrl: widgetUrl ?? `${apiUrl}/widget/v0/atobarai-loader.js`,
    limits: { minAmount, maxAmount: maxAmount ?? null },
    screening,
    language,
    ...(await checkoutOf(req)),
  });
}

async function checkoutOf(req: MedusaRequest): Promise<Record<string, unknown>> {
  const { cart_id: cartId } = req.query;
  if (typeof cartId !== 'string' || cartId === '') return {};
  const { data } = await queryOf(req.scope).graph({ entity: 'cart', fields: cartFields, filters: { id: cartId } });
  const cart = data[0] as CartRecord | undefined;
  if (!cart) return { checkout: null, problems: [] };
  const { options } = atobarai(req.scope);
  const mapped = mapCheckout(cart, options);
  if (mapped.ok) return { checkout: mapped.checkout, problems: [] };
  const { language } = voiceOf(cart, options);
  return { checkout: null, problems: mapped.problems.map((each) => ({ ...each, message: explainProblems([each], language) })) };
}
