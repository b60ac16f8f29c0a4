/** What the seed puts into the shop. Prices in yen, with tax. */
const goods = [
  { title: '電気ケトル 0.8L', handle: 'kettle', sku: 'KETTLE', price: 4_800, isFood: false },
  { title: '湯のみ 2個組', handle: 'cup', sku: 'CUP', price: 1_650, isFood: false },
  { title: '煎茶 100g', handle: 'tea', sku: 'TEA', price: 1_080, isFood: true },
];

const carriers = [
  { name: 'ヤマト運輸 宅急便', code: 'yamato', description: '翌日から2日でお届け', price: 550 },
  { name: '佐川急便 飛脚宅配便', code: 'sagawa', description: '翌日から2日でお届け', price: 660 },
  { name: '日本郵便 ゆうパック', code: 'yupack', description: '翌日から3日でお届け', price: 880 },
];

/** The admin user of the example; the shop is on this machine only. */
const staff = { email: 'admin@example.jp', password: 'atobarai-demo' };

module.exports = { carriers, goods, staff };
