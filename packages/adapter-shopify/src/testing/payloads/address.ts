import type { FakeAddress } from '../shop/model.ts';

export function addressPayload(address: FakeAddress | null): Record<string, unknown> | null {
  if (address === null) return null;
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.countryCode === 'JP' ? 'Japan' : address.countryCode,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: [address.lastName, address.firstName].filter((part) => part !== null).join(' '),
    country_code: address.countryCode,
    province_code: address.provinceCode,
  };
}
