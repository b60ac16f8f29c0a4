import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const json = (path: string) => JSON.parse(read(path)) as Record<string, unknown>;
const block = read('../blocks/atobarai-message.liquid');
const [, schemaText = ''] = /\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(block) ?? [];
const schema = JSON.parse(schemaText) as {
  readonly name: string;
  readonly target: string;
  readonly enabled_on: { readonly templates: readonly string[] };
  readonly settings: readonly { readonly type: string; readonly id: string; readonly label: string; readonly info: string }[];
};
const wordAt = (words: unknown, path: string): unknown =>
  path.split('.').reduce((found, key) => (found as Record<string, unknown> | undefined)?.[key], words as unknown);

// The template itself is drawn by Shopify alone: what is held here is all that can be held without it.
describe('the block for product and cart pages', () => {
  it('can be put into a section of those pages', () => {
    expect(schema).toMatchObject({ target: 'section', enabled_on: { templates: ['product', 'cart'] } });
    expect(schema.settings.map(({ id }) => id)).toEqual(['publishable_key', 'base_url', 'integrity']);
    expect(schema.settings.every(({ type }) => type === 'text')).toBe(true);
  });

  it('reads every setting that it offers, and no other', () => {
    const readSettings = new Set([...block.matchAll(/block\.settings\.([a-z_]+)/g)].map(([, id]) => id));
    expect([...readSettings].toSorted()).toEqual(schema.settings.map(({ id }) => id).toSorted());
  });

  it.each(['ja.default', 'en'])('has every word in %s', (language) => {
    const ofSchema = json(`../locales/${language}.schema.json`);
    const keys = [schema.name, ...schema.settings.flatMap(({ label, info }) => [label, info])].map((key) => key.replace(/^t:/, ''));
    expect(keys.filter((key) => typeof wordAt(ofSchema, key) !== 'string')).toEqual([]);
    const ofPage = json(`../locales/${language}.json`);
    const shown = [...block.matchAll(/'([a-z_.]+)' \| t/g)].map(([, key = '']) => key);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((key) => typeof wordAt(ofPage, key) !== 'string')).toEqual([]);
  });

  it('puts the element of our widget there, with attributes it knows', () => {
    const elements = json('../../../../widget/custom-elements.json') as {
      readonly modules: readonly {
        readonly declarations: readonly { readonly tagName?: string; readonly attributes?: readonly { readonly name: string }[] }[];
      }[];
    };
    const declared = elements.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'atobarai-message');
    const [, attributes = ''] = /<atobarai-message([\s\S]*?)>\s*<\/atobarai-message>/.exec(block) ?? [];
    const used = [...attributes.matchAll(/([a-z-]+)="/g)].map(([, name]) => name);
    expect(used).toEqual(['publishable-key', 'base-url', 'locale', 'amount']);
    expect(declared?.attributes?.map(({ name }) => name)).toEqual(expect.arrayContaining(used));
  });

  it('loads the script of exactly the version of this repository, which never changes', () => {
    const { version } = json('../../../../widget/package.json');
    expect(block).toContain(`'/widget/v${String(version)}/atobarai-message.js'`);
    expect(json('../../../../widget/package.json')['exports']).toHaveProperty('./message');
  });

  it('counts yen as yen: Shopify counts all money in hundredths', () => {
    const amounts = [...block.matchAll(/assign amount = (.*)/g)].map(([, value]) => value);
    expect(amounts).toEqual(['0', 'cart.total_price | divided_by: 100', 'variant.price | divided_by: 100']);
  });

  it('writes nothing of a setting into the page without escaping it', () => {
    const written = [...block.matchAll(/\{\{-?(.*?)-?\}\}/g)].map(([, output = '']) => output.trim());
    expect(written.filter((output) => /settings|locale/.test(output) && !output.endsWith('| escape'))).toEqual([]);
  });

  it('closes every tag that it opens', () => {
    const body = block.replace(/\{%-? comment[\s\S]*?endcomment -?%\}/g, '');
    const count = (word: string) => [...body.matchAll(new RegExp(`(?:\\{%-?|\\n)\\s*${word}\\b`, 'g'))].length;
    expect(count('if')).toBe(count('endif'));
  });
});
