import { type FakeLine, idOf } from '../shop/model.ts';
import { set, text } from './money.ts';

export function linePayload(line: FakeLine, currency: string): Record<string, unknown> {
  return {
    id: idOf(line.gid),
    admin_graphql_api_id: line.gid,
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.currentQuantity,
    fulfillment_service: 'manual',
    fulfillment_status: null,
    gift_card: false,
    grams: 200,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    price: text(line.unitPrice),
    price_set: set(line.unitPrice, currency),
    product_exists: true,
    product_id: 632_910_392,
    properties: [],
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: text(line.discount),
    total_discount_set: set(line.discount, currency),
    variant_id: 39_072_856,
    variant_inventory_management: 'shopify',
    variant_title: line.variantTitle,
    vendor: 'テスト商店',
    tax_lines: [],
    duties: [],
    discount_allocations: [],
  };
}
