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

const addressFields = ['prefecture', 'city', 'line1'];
const buyerFields = ['name', 'nameKana', 'postalCode', 'phone', 'email'];
const valuesOf = (names) => Object.fromEntries(names.map((name) => [name, field(name).value]));

function tellBuyer() {
  payment.buyer = { kind: 'consumer', ...valuesOf(buyerFields), address: valuesOf(addressFields) };
}

// What was mended in the widget is right in the shop's own form, too.
payment.addEventListener('atobarai-authorized', ({ detail: { buyer } }) => {
  for (const name of buyerFields) field(name).value = buyer[name] ?? '';
  for (const name of addressFields) field(name).value = buyer.address[name];
});

form.addEventListener('input', () => {
  tellCart();
  tellBuyer();
});
tellCart();
tellBuyer();

form.addEventListener('submit', async (event) => {
  event.preventDefault();
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
  const { number, id, message } = await answer.json();
  if (answer.ok) form.hidden = true;
  result.textContent = answer.ok ? `ご注文ありがとうございます。ご注文番号は ${number} です。${id ? `(${id})` : ''}` : message;
});
