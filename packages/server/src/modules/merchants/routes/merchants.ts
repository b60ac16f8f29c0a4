import {
  changeSettings as changeOperation,
  createApiKey as createOperation,
  getSettings,
  listApiKeys,
  revokeApiKey as revokeOperation,
} from '@atobarai/sdk/contract';
import { Refused } from '../../../core/result.ts';
import { instant } from '../../../core/time.ts';
import type { Api } from '../../../platform/http/api.ts';
import { pageOf } from '../../../platform/http/page.ts';
import { loadKeys } from '../store/keys.ts';
import type { ApiKey } from '../model.ts';
import { changeSettings, createApiKey, readSettings, revokeApiKey } from '../service/merchants.ts';
import { keyView, settingsView } from './view.ts';

export function merchantRoutes(api: Api): void {
  settingsRoutes(api);
  keyRoutes(api);
}

function settingsRoutes(api: Api): void {
  api.read(getSettings, async (unit, { caller }) => settingsView(await readSettings(unit, caller.merchantId), unit.mode));

  api.change(changeOperation, async (unit, { caller, body }) =>
    settingsView(await changeSettings(unit, caller.merchantId, body), unit.mode),
  );
}

function keyRoutes(api: Api): void {
  api.read(listApiKeys, (unit, { caller: { merchantId }, query }) =>
    pageOf(query, {
      load: ({ limit, after }) => loadKeys(unit, { merchantId, beforeId: after, limit: limit + 1 }),
      cursor: (key) => key.id,
      view: (keys) => keys.map(keyView),
    }),
  );

  api.raw(createOperation, async ({ caller, claim, body }) => {
    if (!claim) throw new Refused({ code: 'idempotency_key_required' });
    let made: (ApiKey & { readonly secret: string }) | undefined;
    await api.once({ caller, claim }, async (unit) => {
      const expiresAt = body.expiresAt === undefined ? null : instant(body.expiresAt);
      made = await createApiKey(unit, { merchantId: caller.merchantId, kind: body.kind, scopes: body.scopes ?? [], expiresAt });
      // What is kept for a repeat holds no secret.
      return { status: 201, body: JSON.stringify(keyView(made)) };
    });
    // A repeat learns that the key was made, not what it is (reliability.md 1).
    if (!made) throw new Refused({ code: 'secret_already_shown' });
    return Response.json({ ...keyView(made), secret: made.secret }, { status: 201 });
  });

  api.change(revokeOperation, async (unit, { caller, params }) =>
    keyView(await revokeApiKey(unit, caller.merchantId, { id: params.id, at: unit.now })),
  );
}
