import { describe, expect, it } from 'vitest';
import type { Mode } from '../../../core/database.ts';
import { mayCall } from './origin.ts';

describe('whether a page may use the publishable key', () => {
  const origins = ['https://shop.example', 'https://www.shop.example:8443'];

  it.each<[string | undefined, Mode, boolean]>([
    [undefined, 'test', false],
    [undefined, 'live', false],
    ['https://shop.example', 'test', true],
    ['https://shop.example', 'live', true],
    ['https://www.shop.example:8443', 'live', true],
    ['http://shop.example', 'live', false],
    ['https://shop.example:8443', 'live', false],
    ['https://shop.example.evil.example', 'live', false],
    ['https://other.example', 'test', false],
    ['null', 'test', false],
    ['', 'test', false],
    ['http://localhost', 'test', true],
    ['http://localhost:5173', 'test', true],
    ['http://127.0.0.1:3000', 'test', true],
    ['http://localhost:5173', 'live', false],
    ['http://127.0.0.1', 'live', false],
    ['https://localhost', 'test', false],
    ['http://localhost.evil.example', 'test', false],
    ['http://evil.example/http://localhost', 'test', false],
    ['http://localhost:123456', 'test', false],
  ])('%s in %s mode: %s', (origin, mode, allowed) => {
    expect(mayCall(origin, { mode, origins })).toBe(allowed);
  });

  it('a shop that has listed no origin has no page', () => {
    expect(mayCall('https://shop.example', { mode: 'live', origins: [] })).toBe(false);
  });
});
