import { askService, type Check, type CheckStatus, diagnosis, type DoctorFacts, skewOf } from '../../doctor/index.ts';
import type { OpenedAdapter } from '../../open-from-environment.ts';
import { answer, type Call, command, say } from '../command.ts';
import { exitCodes } from '../model.ts';
import { shopOf, withAdapterToLook } from '../project.ts';
import { shopOption } from './shop-option.ts';

export const doctor = command({
  path: 'doctor',
  about: {
    ja: '権限・顧客データ・自動発送・Webhook・時刻・決済方法の名前・後払いのキーを確かめる',
    en: 'Check scopes, customer data, automatic fulfilment, webhooks, clocks, payment method and keys',
  },
  options: shopOption,
  examples: ['atobarai-shopify doctor', 'atobarai-shopify doctor --json'],
  run: (call, given) =>
    withAdapterToLook(call, async (opened) => {
      const shop = shopOf(opened, given.shop);
      const checks = diagnosis(await findOut(opened, shop));
      const isGood = checks.every(({ status }) => status !== 'failed');
      const shown = checks.map(({ name, status, detail }) => ({ name, status, detail: say(call, detail) }));
      await answer(call, { ok: isGood, shop, checks: shown }, [shop, ...checks.map((check) => line(call, check))]);
      return isGood ? exitCodes.ok : exitCodes.failed;
    }),
});

const marks: Readonly<Record<CheckStatus, string>> = { ok: '✓', warning: '!', failed: '✗', skipped: '-' };

function line(call: Call, { name, status, detail }: Check): string {
  const mark = call.terminal.paint(status === 'ok' ? 'good' : status === 'skipped' ? 'faint' : 'bad', marks[status]);
  return `${mark} ${name.padEnd(14)}  ${say(call, detail)}`;
}

async function findOut({ adapter, client, settings, shopOrigin }: OpenedAdapter, shop: string): Promise<DoctorFacts> {
  const { policy, webhookUri } = adapter;
  const clock = { now: Date.now };
  return {
    ...(await adapter.doctor(shop)),
    shop,
    gatewayNames: policy.gatewayNames,
    webhookUri,
    eventsUri: webhookUri.replace('/shopify/webhooks', '/atobarai/webhooks'),
    hasEventsSecret: settings.atobaraiWebhookSecrets.length > 0,
    holdUntilScreened: policy.holdUntilScreened,
    markPaidOn: policy.markPaidOn,
    shopifySkewMs: await skewOf(shopOrigin(shop), clock),
    service: await askService(client),
    serviceSkewMs: settings.atobaraiBaseUrl === undefined ? undefined : await skewOf(`${settings.atobaraiBaseUrl}/healthz`, clock),
  };
}
