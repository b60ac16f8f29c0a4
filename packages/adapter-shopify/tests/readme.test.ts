import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { argumentProblem, commandPath } from '@atobarai/cli/frame';
import { commonOptions } from '../src/cli/command.ts';
import { commands } from '../src/cli/commands/index.ts';
import { PolicyOptions } from '../src/config.ts';
import { diagnosis, type DoctorFacts } from '../src/doctor/index.ts';
import { safePolicy } from '../src/reconcile/policy.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const [japanese = '', english = ''] = readme.split('\n## English\n');

/** First cells in code of the table under a heading. */
function named(text: string, heading: string): string[] {
  const section = text.split(new RegExp(`^### ${heading}.*$`, 'm'))[1]?.split(/^### /m)[0] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell = '']) => cell);
}

describe('the README', () => {
  it.each([
    ['ja', japanese, '運用方針'],
    ['en', english, 'Policy'],
  ])('names every option of the policy with its default (%s)', (_, text, heading) => {
    expect(named(text, heading).toSorted()).toEqual(Object.keys(PolicyOptions.shape).toSorted());
    for (const [option, value] of Object.entries(safePolicy)) {
      const shown = JSON.stringify(value).replaceAll('"', "'");
      expect(text).toContain(`| \`${option}\` | \`${shown}\` |`);
    }
  });

  it('names every command and no other, in both languages', () => {
    const paths = commands.map(({ path }) => path);
    expect(named(japanese, 'コマンド').map((cell) => cell.replace(/ (--\S+ )?[A-Z]+$/, ''))).toEqual(paths);
    for (const path of paths) expect(english).toContain(`\`${path}`);
  });

  it('names everything that the doctor looks at', () => {
    const asked = { ok: false, failure: 'unavailable', message: '' } as const;
    const nothing: DoctorFacts = {
      shop: '',
      self: asked,
      missingScopes: [],
      probe: asked,
      subscriptions: asked,
      parked: [],
      orders: {},
      gatewayNames: [],
      webhookUri: '',
      eventsUri: '',
      hasEventsSecret: false,
      holdUntilScreened: true,
      markPaidOn: 'advanced',
      shopifySkewMs: undefined,
      service: { ok: false, code: '' },
      serviceSkewMs: undefined,
    };
    expect(named(japanese, 'doctor').toSorted()).toEqual(
      diagnosis(nothing)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it.each([...readme.matchAll(/npx @atobarai\/adapter-shopify ([a-z -]+)/g)].map(([, line = '']) => line.trim()))(
    'writes a command as it is: %s',
    (line) => {
      const { words, args } = commandPath(
        line.split(' '),
        commands.map(({ path }) => path),
        commonOptions,
      );
      const found = commands.find(({ path }) => path === words.join(' '));
      expect(found && argumentProblem(args, found.options)).toBeUndefined();
      expect(found).toBeDefined();
    },
  );
});
