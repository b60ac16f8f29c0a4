import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../custom-elements.json' with { type: 'json' };
import { AtobaraiPayment } from '../src/index.ts';
import { AtobaraiLegalNotice, AtobaraiMessage } from '../src/message.ts';

// Editors complete and document tags by custom-elements.json: it must say what the source says, in both directions.

const root = join(import.meta.dirname, '..');
const read = (...patterns: string[]) =>
  globSync(patterns, { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
const elements = read('src/element/*.ts');
const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].toSorted();
type Named = readonly { readonly name: string; readonly fieldName?: string }[];
const names = (listed: Named | undefined): string[] => (listed ?? []).map(({ name }) => name).toSorted();

type Declaration = { readonly tagName: string } & Readonly<
  Partial<Record<'attributes' | 'members' | 'events' | 'cssProperties' | 'cssParts', Named>>
>;
const declarations: readonly Declaration[] = manifest.modules.flatMap((module): readonly Declaration[] => module.declarations);
const [payment, message, notice] = declarations;

/** What a class offers, but what belongs to the platform or is marked as internal. */
function offered(element: CustomElementConstructor): string[] {
  const members: string[] = [];
  for (let { prototype } = element; prototype && Object.hasOwn(prototype, 'constructor'); prototype = Object.getPrototypeOf(prototype)) {
    if (prototype === Object.prototype) break;
    members.push(...Object.getOwnPropertyNames(prototype));
  }
  const internal = found(elements, /@internal(?:(?!\*\/)[\s\S])*\*\/\s+(?:(?:protected|override|abstract|get|async) )*(\w+)/g);
  return [...new Set(members)].filter((name) => !/^constructor$|Callback$/.test(name) && !internal.includes(name)).toSorted();
}

describe('custom-elements.json', () => {
  it('names the attributes that the payment element reads', () => {
    const attributes = [...AtobaraiPayment.observedAttributes, ...found(elements, /hasAttribute\('([a-z-]+)'\)/g), 'theme'];
    expect(names(payment?.attributes)).toEqual([...new Set(attributes)].toSorted());
  });

  it.each([
    ['atobarai-message', message, AtobaraiMessage, ['theme']],
    ['atobarai-legal-notice', notice, AtobaraiLegalNotice, ['theme']],
  ] as const)('names the attributes of %s', (tagName, declared, element, styled) => {
    expect(declared?.tagName).toBe(tagName);
    // The notice inherits `amount` from the class that it shares with the banner, and makes nothing of it.
    const read = element.observedAttributes.filter((name) => tagName === 'atobarai-message' || name !== 'amount');
    expect(names(declared?.attributes)).toEqual([...read, ...styled].toSorted());
  });

  it('names the properties and methods of the payment element', () => {
    expect(names(payment?.members)).toEqual(offered(AtobaraiPayment));
  });

  it('names every attribute that is a property, too', () => {
    const fields = (payment?.attributes ?? []).flatMap((attribute) => attribute.fieldName ?? []);
    expect(fields.filter((name) => !(name in AtobaraiPayment.prototype))).toEqual([]);
    expect(fields).toHaveLength(6);
  });

  it('names the events', () => {
    expect(names(payment?.events)).toEqual(found(read('src/element/events.ts'), /^ {2}'(atobarai-[a-z]+)':/gm));
  });

  it.each([
    ['widget.css', payment],
    ['message.css', message],
  ] as const)('names the custom properties of %s', (file, declared) => {
    expect(names(declared?.cssProperties)).toEqual(found(read(`src/styles/${file}`), /var\((--atobarai-[a-z-]+)/g));
  });

  it('names the parts', () => {
    const views = read('src/checkout/view/*.tsx');
    const written = found(views, /part="([^"]+)"|part=\{`/g).flatMap((part) => part.split(' ').filter(Boolean));
    const states = found(read('src/checkout/panel.ts'), /readonly is: ('[a-z' |]+')/g).flatMap((is) => is.replaceAll("'", '').split(' | '));
    expect(names(payment?.cssParts)).toEqual([...new Set([...written, 'panel', ...states])].toSorted());
  });

  it('names the classes by which they are imported', () => {
    const classes = manifest.modules.flatMap(({ exports }) => exports.filter(({ kind }) => kind === 'js').map(({ name }) => name));
    expect(classes).toEqual(['AtobaraiPayment', 'AtobaraiMessage', 'AtobaraiLegalNotice']);
  });
});
