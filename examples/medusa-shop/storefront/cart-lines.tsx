import type { Cart } from './medusa.ts';
import { yen } from './words.ts';

export type Goods = { readonly id: string; readonly title: string; readonly price: number };

export type CartLinesProps = {
  readonly cart: Cart;
  readonly goods: readonly Goods[];
  readonly isOpen: boolean;
  readonly onQuantity: (variantId: string, quantity: number) => void;
};

/** What there is to buy, how many of each, and what it comes to. */
export function CartLines({ cart, goods, isOpen, onQuantity }: CartLinesProps) {
  const quantityOf = (id: string) => Number(cart.items?.find(({ variant_id }) => variant_id === id)?.quantity ?? 0);
  return (
    <section>
      <h2>カート</h2>
      {goods.map(({ id, title, price }) => (
        <p key={id} class="line">
          <label>
            {title}
            <input
              type="number"
              min="0"
              max="99"
              value={quantityOf(id)}
              disabled={!isOpen}
              onChange={(event) => onQuantity(id, Number(event.currentTarget.value))}
            />
          </label>
          <span>{yen(price)}</span>
        </p>
      ))}
      <dl>
        <div>
          <dt>商品</dt>
          <dd>{yen(Number(cart.item_total))}</dd>
        </div>
        <div>
          <dt>送料</dt>
          <dd>{(cart.shipping_methods ?? []).length > 0 ? yen(Number(cart.shipping_total)) : '未定'}</dd>
        </div>
        <div class="total">
          <dt>合計(税込)</dt>
          <dd>
            <output>{yen(Number(cart.total))}</output>
          </dd>
        </div>
      </dl>
    </section>
  );
}
