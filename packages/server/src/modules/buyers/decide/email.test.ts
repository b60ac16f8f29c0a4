import { describe, expect, it } from 'vitest';
import { readEmail } from './email.ts';

describe('e-mail addresses (domain.md 4.7, buyer.email)', () => {
  it.each([
    ['buyer1-0@example.jp', 'buyer1-0@example.jp'],
    ['Taro.Yamada+shop@Example.CO.JP', 'Taro.Yamada+shop@example.co.jp'],
    ['ｂｕｙｅｒ＠ｅｘａｍｐｌｅ．ｊｐ', 'buyer@example.jp'],
    ['a@xn--eckwd4c7c.xn--zckzah', 'a@xn--eckwd4c7c.xn--zckzah'],
    [`${'a'.repeat(64)}@example.jp`, `${'a'.repeat(64)}@example.jp`],
  ])('reads %s', (typed, address) => {
    expect(readEmail(typed)).toEqual({ address, legacy: false });
  });

  it.each(['taro..yamada@docomo.ne.jp', 'taro.@ezweb.ne.jp', 'a..b.@softbank.ne.jp'])(
    'accepts the dots that carriers once gave out, and says so: %s',
    (typed) => {
      expect(readEmail(typed)).toEqual({ address: typed, legacy: true });
    },
  );

  it.each([
    '',
    'example.jp',
    '@example.jp',
    'a@',
    'a@localhost',
    'a@example',
    'a b@example.jp',
    '.a@example.jp',
    'a@example..jp',
    'a@-example.jp',
    'a@example-.jp',
    'a@example.1',
    '山田@example.jp',
    'a@日本.jp',
    `${'a'.repeat(65)}@example.jp`,
    `${'a'.repeat(50)}@${'b'.repeat(47)}.jp`,
  ])('refuses %j', (typed) => {
    expect(readEmail(typed)).toBeUndefined();
  });
});
