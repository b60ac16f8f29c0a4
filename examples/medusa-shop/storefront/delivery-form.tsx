import type { Buyer, ShippingOption } from './medusa.ts';
import { yen } from './words.ts';

const fields: readonly { readonly name: keyof Buyer; readonly label: string; readonly isOptional?: boolean; readonly complete: string }[] =
  [
    { name: 'lastName', label: '姓', complete: 'family-name' },
    { name: 'firstName', label: '名', complete: 'given-name' },
    { name: 'postalCode', label: '郵便番号', complete: 'postal-code' },
    { name: 'prefecture', label: '都道府県', complete: 'address-level1' },
    { name: 'city', label: '市区町村', complete: 'address-level2' },
    { name: 'line1', label: '町名・番地', complete: 'address-line1' },
    { name: 'line2', label: '建物名・部屋番号', isOptional: true, complete: 'address-line2' },
    { name: 'phone', label: '電話番号', complete: 'tel' },
    { name: 'email', label: 'メールアドレス', complete: 'email' },
  ];

/** The sandbox decides by the part before the `@`. */
const samples = ['approve', 'reject', 'review', 'review-ok', 'hold-phone', 'hold-address', 'slow'].map((name) => `${name}@example.jp`);

export type DeliveryFormProps = {
  readonly buyer: Buyer;
  readonly shipping: readonly ShippingOption[];
  readonly isBusy: boolean;
  readonly onSubmit: (buyer: Buyer, shippingOptionId: string) => void;
};

/** Who buys, where it goes, and who carries it. */
export function DeliveryForm({ buyer, shipping, isBusy, onSubmit }: DeliveryFormProps) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    onSubmit(Object.fromEntries(fields.map(({ name }) => [name, text(name)])) as Buyer, text('shipping'));
  };
  return (
    <form onSubmit={submit}>
      <section>
        <h2>お届け先</h2>
        {fields.map(({ name, label, isOptional, complete }) => (
          <p key={name}>
            <label>
              {label}
              <input
                name={name}
                defaultValue={buyer[name]}
                required={!isOptional}
                autocomplete={complete}
                {...(name === 'email' ? { type: 'email', list: 'samples' } : {})}
              />
            </label>
          </p>
        ))}
        <datalist id="samples">
          {samples.map((address) => (
            <option key={address} value={address} />
          ))}
        </datalist>
        <p class="hint">お試し用の店舗です。メールアドレスの @ より前の部分で審査の結果が決まります(approve、reject、hold-phone など)。</p>
      </section>
      <section>
        <h2>配送方法</h2>
        {shipping.map(({ id, name, amount }, index) => (
          <p key={id}>
            <label class="choice">
              <input type="radio" name="shipping" value={id} defaultChecked={index === 0} required />
              {name}({yen(amount)})
            </label>
          </p>
        ))}
      </section>
      <button disabled={isBusy}>お支払い方法へ進む</button>
    </form>
  );
}
