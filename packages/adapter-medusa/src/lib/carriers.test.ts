import { describe, expect, it } from 'vitest';
import { carrierNames, serviceNames } from './carrier-names';
import { carrierList, carrierOfTracking, chooseCarrier, parseCarrier } from './carriers';

const none = { byOptionId: {}, byTypeCode: {} };
const seino = { carrier: 'seino', serviceLevel: 'parcel' } as const;
const sagawa = { carrier: 'sagawa', serviceLevel: 'parcel' } as const;

describe('a carrier', () => {
  it('is one of the fifteen, each with a name and with names for its services (AD-09)', () => {
    expect(carrierList).toHaveLength(15);
    for (const { carrier, services } of carrierList) {
      expect(carrierNames[carrier].ja).not.toBe('');
      for (const service of services) expect(serviceNames[service]?.ja).toBeDefined();
    }
  });

  it('is read with or without its service; the first is the ordinary parcel (AD-10)', () => {
    expect(parseCarrier('yamato')).toEqual({ carrier: 'yamato', serviceLevel: 'parcel' });
    expect(parseCarrier(' Japan-Post/yupacket ')).toEqual({ carrier: 'japan_post', serviceLevel: 'yupacket' });
    expect(parseCarrier('japan_post')?.serviceLevel).toBe('yupack');
  });

  it.each(['', 'ups', 'sagawa/mail', 'yamato/', '/parcel', 'constructor', 'yamato/parcel/x'.slice(0, 0)])(
    'is not made up from %j',
    (text) => {
      expect(parseCarrier(text)).toBeUndefined();
    },
  );
});

describe('who carries a fulfilment', () => {
  const choose = (option: object | null, options: object = none, url?: string) => {
    const chosen = chooseCarrier({ shipping_option: option }, { ...none, ...options }, url);
    return chosen.ok ? `${chosen.choice.carrier}/${chosen.choice.serviceLevel}` : chosen.problems[0]?.code;
  };

  it('is what the shipping option says, before all else', () => {
    const option = { id: 'so_1', data: { carrier_code: 'japan_post', service_level: 'letterpack' }, type: { code: 'yamato' } };
    expect(choose(option, { byOptionId: { so_1: seino }, default: sagawa }, 'https://toi.kuronekoyamato.co.jp/x')).toBe(
      'japan_post/letterpack',
    );
    expect(choose({ data: { carrier_code: 'japan_post/registered' } })).toBe('japan_post/registered');
  });

  it('is then the code of its type, the shop’s table, the tracking link, the shop’s default', () => {
    const plain = { id: 'so_1', data: {}, type: { code: 'express' } };
    expect(choose({ ...plain, type: { code: 'yamato' } }, { byOptionId: { so_1: seino } })).toBe('yamato/parcel');
    expect(choose(plain, { byOptionId: { so_1: seino }, byTypeCode: { express: sagawa } })).toBe('seino/parcel');
    expect(choose(plain, { byTypeCode: { express: sagawa }, default: seino })).toBe('sagawa/parcel');
    expect(choose(plain, { default: seino }, 'https://k2k.sagawa-exp.co.jp/p/x')).toBe('sagawa/parcel');
    expect(choose(plain, { default: seino })).toBe('seino/parcel');
    expect(choose(null, { default: seino })).toBe('seino/parcel');
  });

  it('is asked of the staff when nothing says it, and never guessed past a carrier that is named and not designated', () => {
    expect(choose({ id: 'so_1', data: null, type: null })).toBe('carrier_unset');
    expect(choose({ data: { carrier_code: 'ups' } }, { default: seino })).toBe('carrier_unknown');
    expect(choose({ data: { carrier_code: 'sagawa', service_level: 'mail' } }, { default: seino })).toBe('carrier_unknown');
  });

  it('is told by the site of a tracking link, not by a site that looks like one', () => {
    expect(carrierOfTracking('https://trackings.post.japanpost.jp/services/srv/search')?.carrier).toBe('japan_post');
    expect(carrierOfTracking('https://seino.co.jp.example.com/')).toBeUndefined();
    expect(carrierOfTracking('https://notseino.co.jp/')).toBeUndefined();
    expect(carrierOfTracking('not a link')).toBeUndefined();
    expect(carrierOfTracking(null)).toBeUndefined();
  });
});
