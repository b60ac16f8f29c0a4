import { settingsFromEnvironment } from '../../environment.ts';
import { answer, command } from '../command.ts';
import { appToml } from '../decide/toml.ts';
import { environmentOf } from '../project.ts';

export const toml = command({
  path: 'toml',
  about: { ja: '.env の設定から shopify.app.toml の内容を表示する', en: 'Print the shopify.app.toml that belongs to .env' },
  options: {
    name: { type: 'string', hint: 'NAME', about: { ja: 'アプリの名前(既定は atobarai)', en: 'Name of the app (atobarai)' } },
  },
  examples: ['atobarai-shopify toml > shopify.app.toml'],
  async run(call, { name = 'atobarai' }) {
    const { clientId, origin, apiVersion } = settingsFromEnvironment(await environmentOf(call));
    const text = appToml({ name, clientId, appUrl: origin.replace(/\/+$/, ''), apiVersion });
    await answer(call, { toml: text }, text.trimEnd().split('\n'));
    return undefined;
  },
});
