const { ContainerRegistrationKeys, Modules, ProductStatus } = require('@medusajs/framework/utils');
const flows = require('@medusajs/medusa/core-flows');
const { carriers, goods, staff } = require('../shop-data.js');

/** A Japanese shop in an empty database: one region, two tax rates, goods in stock, three carriers, one member of staff. */
async function seed({ container }) {
  const run = async (workflow, input) => (await workflow(container).run({ input })).result;
  const [store] = await container.resolve(Modules.STORE).listStores();
  const [channel] = await run(flows.createSalesChannelsWorkflow, { salesChannelsData: [{ name: 'オンラインストア' }] });
  await run(flows.updateStoresWorkflow, {
    selector: { id: store.id },
    update: {
      name: 'みほん商店',
      // Prices are written with tax: Medusa does not round yen, and a tax put on top would leave fractions.
      supported_currencies: [{ currency_code: 'jpy', is_default: true, is_tax_inclusive: true }],
      default_sales_channel_id: channel.id,
    },
  });
  await run(flows.createRegionsWorkflow, {
    regions: [
      {
        name: '日本',
        currency_code: 'jpy',
        countries: ['jp'],
        payment_providers: ['pp_atobarai_jp', 'pp_system_default'],
        is_tax_inclusive: true,
      },
    ],
  });
  const zone = await createWarehouse(container, run, channel);
  const profile = await shippingProfile(container, run);
  await createShippingOptions(run, { zone, profile });
  await createGoods(container, run, { channel, profile, location: zone.location });
  const [key] = await run(flows.createApiKeysWorkflow, { api_keys: [{ title: 'storefront', type: 'publishable', created_by: '' }] });
  await run(flows.linkSalesChannelsToApiKeyWorkflow, { id: key.id, add: [channel.id] });
  await createStaff(container, run);
}

async function createWarehouse(container, run, channel) {
  const link = container.resolve(ContainerRegistrationKeys.LINK);
  const [location] = await run(flows.createStockLocationsWorkflow, {
    locations: [{ name: '東京倉庫', address: { address_1: '千代田1-1', city: '千代田区', province: '東京都', country_code: 'JP' } }],
  });
  const ofLocation = { [Modules.STOCK_LOCATION]: { stock_location_id: location.id } };
  await link.create({ ...ofLocation, [Modules.FULFILLMENT]: { fulfillment_provider_id: 'manual_manual' } });
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: '国内配送',
    type: 'shipping',
    service_zones: [{ name: '全国', geo_zones: [{ country_code: 'jp', type: 'country' }] }],
  });
  await link.create({ ...ofLocation, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } });
  await run(flows.linkSalesChannelsToStockLocationWorkflow, { id: location.id, add: [channel.id] });
  return { id: set.service_zones[0].id, location };
}

async function shippingProfile(container, run) {
  const [found] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({ type: 'default' });
  if (found) return found;
  const [made] = await run(flows.createShippingProfilesWorkflow, { data: [{ name: '通常', type: 'default' }] });
  return made;
}

async function createShippingOptions(run, { zone, profile }) {
  await run(
    flows.createShippingOptionsWorkflow,
    carriers.map(({ name, code, description, price }) => ({
      name,
      price_type: 'flat',
      provider_id: 'manual_manual',
      service_zone_id: zone.id,
      shipping_profile_id: profile.id,
      type: { label: name, description, code },
      prices: [{ currency_code: 'jpy', amount: price }],
      rules: [
        { attribute: 'enabled_in_store', value: 'true', operator: 'eq' },
        { attribute: 'is_return', value: 'false', operator: 'eq' },
      ],
    })),
  );
}

async function createGoods(container, run, { channel, profile, location }) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const [food] = await run(flows.createProductTypesWorkflow, { product_types: [{ value: '食品' }] });
  await run(flows.createProductsWorkflow, {
    products: goods.map(({ title, handle, sku, price, isFood }) => ({
      title,
      handle,
      status: ProductStatus.PUBLISHED,
      shipping_profile_id: profile.id,
      ...(isFood ? { type_id: food.id } : {}),
      options: [{ title: '種類', values: ['標準'] }],
      variants: [{ title: '標準', sku, options: { 種類: '標準' }, prices: [{ amount: price, currency_code: 'jpy' }] }],
      sales_channels: [{ id: channel.id }],
    })),
  });
  const { data: items } = await query.graph({ entity: 'inventory_item', fields: ['id'] });
  await run(flows.createInventoryLevelsWorkflow, {
    inventory_levels: items.map(({ id }) => ({ location_id: location.id, stocked_quantity: 100_000, inventory_item_id: id })),
  });
  await createTaxes(run, food);
}

/** 標準税率 10 %, and 軽減税率 8 % for food. */
async function createTaxes(run, food) {
  const [region] = await run(flows.createTaxRegionsWorkflow, [
    { country_code: 'jp', provider_id: 'tp_system', default_tax_rate: { name: '消費税', code: 'JP10', rate: 10 } },
  ]);
  await run(flows.createTaxRatesWorkflow, [
    {
      tax_region_id: region.id,
      name: '消費税(軽減税率)',
      code: 'JP8',
      rate: 8,
      rules: [{ reference: 'product_type', reference_id: food.id }],
    },
  ]);
}

async function createStaff(container, run) {
  const [user] = await run(flows.createUsersWorkflow, { users: [{ email: staff.email }] });
  const auth = container.resolve(Modules.AUTH);
  const { authIdentity, error } = await auth.register('emailpass', { body: staff });
  if (error) throw new Error(error);
  await auth.updateAuthIdentities({ id: authIdentity.id, app_metadata: { user_id: user.id } });
}

module.exports = { default: seed };
