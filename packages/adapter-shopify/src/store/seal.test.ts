import { describe, expect, it } from 'vitest';
import { createSealer, SealError } from './seal.ts';

const key = Buffer.alloc(32, 1).toString('base64');

describe('sealing', () => {
  it('opens what it sealed, for the same purpose alone', () => {
    const { seal, open } = createSealer([key]);
    const sealed = seal('shpat_秘密', 'session a');
    expect(open(sealed, 'session a')).toBe('shpat_秘密');
    expect(() => open(sealed, 'session b')).toThrow(SealError);
    expect(seal('shpat_秘密', 'session a')).not.toBe(sealed);
  });

  it('opens nothing in which a byte was changed or cut off', () => {
    const { seal, open } = createSealer([key]);
    const sealed = seal('token', 'p');
    const [version, id, base64 = ''] = sealed.split('.');
    const bytes = Buffer.from(base64, 'base64');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => open(`${version}.${id}.${changed.toString('base64')}`, 'p')).toThrow(SealError);
    }
    expect(() => open(`${version}.${id}.`, 'p')).toThrow(SealError);
  });

  it.each([[[]], [['short']], [[Buffer.alloc(31).toString('base64')]]])('refuses keys that are none: %j', (keys) => {
    expect(() => createSealer(keys)).toThrow('openssl rand -base64 32');
  });
});
