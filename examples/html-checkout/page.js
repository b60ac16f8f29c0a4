// The whole of what a shop writes: tell the widget what is in the cart and who buys, and place the order once it lets the form pass.

const form = document.querySelector('form');
const payment = document.querySelector('atobarai-payment');
const result = document.querySelector('#result');
const field = (name) => form.elements.namedItem(name);
const goods = [...form.querySelectorAll('[data-price]')];

function tellCart() {
  payment.items = goods
    .filter(({ value }) => Number(value) > 0)
    .map(({ name, value, dataset }) => ({ name, quantity: Number(value), unitPrice: Number(dataset.price), taxRate: 10 }));
  const amount = goods.reduce((sum, { value, dataset }) => sum + Number(value) * Number(dataset.price), 0);
  payment.amount = amount;
  field('total').value = `${amount.toLocaleString('ja')}円`;
}

const addressFields = ['prefecture', 'city', 'line1', 'line2'];
const buyerFields = ['name', 'nameKana', 'postalCode', 'phone', 'email'];
// What was left empty is not there.
const valuesOf = (names) => Object.fromEntries(names.map((name) => [name, field(name).value || undefined]));

function tellBuyer() {
  payment.buyer = { kind: 'consumer', ...valuesOf(buyerFields), address: valuesOf(addressFields) };
}

// What was mended in the widget is right in the shop's own form, too, whatever came of it. (A shop that ships
// elsewhere takes over `payment.shipTo` in the same way.)
function takeOverBuyer() {
  const { buyer } = payment;
  for (const name of buyerFields) field(name).value = buyer[name] ?? '';
  for (const name of addressFields) field(name).value = buyer.address[name] ?? '';
}
for (const outcome of ['authorized', 'held', 'rejected']) payment.addEventListener(`atobarai-${outcome}`, takeOverBuyer);

form.addEventListener('input', () => {
  tellCart();
  tellBuyer();
});
tellCart();
tellBuyer();

const thanks = {
  placed: 'ご注文ありがとうございます。',
  // A person looks at it first: the order is there, and nobody should place it again.
  manual_review: 'ご注文を受け付けました。後払いの確認が終わりしだい、メールでお知らせします。',
};

async function placeOrder() {
  const { authorizationToken, consent, buyer } = payment.value === 'atobarai' ? await payment.authorize() : {};
  const order = {
    number: form.dataset.number,
    payment: payment.value,
    quantities: Object.fromEntries(goods.map(({ name, value }) => [name, Number(value)])),
    buyer: buyer ?? payment.buyer,
    consent,
    authorizationToken,
  };
  const answer = await fetch(form.action, { method: 'POST', body: JSON.stringify(order), headers: { 'content-type': 'application/json' } });
  const { number, id, status, code } = await answer.json();
  form.hidden = answer.ok;
  if (answer.ok) return `${thanks[status] ?? thanks.placed}ご注文番号は ${number} です。${id ? `(${id})` : ''}`;
  // A token holds for a quarter of an hour, and for this cart and buyer: without it the buyer is asked once more.
  if (!code.startsWith('authorization_token')) return `申し訳ございません。ご注文を承れませんでした。(${code})`;
  payment.reset();
  return '確認の有効期限が切れました。お手数ですが、お支払い方法をもう一度お選びください。';
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  result.textContent = await placeOrder().catch(() => '通信できませんでした。もう一度お試しください。');
  button.disabled = false;
  result.focus();
});
