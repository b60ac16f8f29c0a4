import { createImport, type FileBody, getImport } from '@atobarai/sdk/contract';
import { Refused } from '../../core/result.ts';
import type { Api } from '../../platform/http/api.ts';
import { pageOf } from '../../platform/http/page.ts';
import { problemOf } from '../../platform/http/problem.ts';
import type { Importer } from './service/importer.ts';
import { cursorOf, existingImport, importView, refusalOf, resultsOf } from './service/report.ts';

export function importRoutes(api: Api, importer: Pick<Importer, 'receive'>): void {
  api.raw(createImport, ({ caller, query, body: file, claim }) => {
    if (!claim) throw new Refused({ code: 'idempotency_key_required' });
    const { kind, mode: importMode = 'partial', dryRun = false } = query;
    const { mode, merchantId } = caller;
    const upload = { mode, merchantId, kind, importMode, dryRun, file: streamOf(file), claim };
    return importer.receive(upload, (named, work) => api.once({ caller, claim: named }, work));
  });

  api.read(getImport, async (unit, { caller: { merchantId }, params, query, requestId, language }) => {
    const row = await existingImport(unit, merchantId, params.id);
    const results = await pageOf(query, {
      load: ({ limit, after }) => resultsOf(unit, { merchantId, importId: params.id, after, limit }),
      cursor: cursorOf,
      view: (placed) => placed.map(({ result }) => result),
    });
    const refusal = refusalOf(row);
    return { ...importView(row, refusal ? problemOf([refusal], { requestId, language }) : null), results };
  });
}

function streamOf(file: FileBody): ReadableStream<Uint8Array> {
  return file instanceof ReadableStream ? file : new Blob([file]).stream();
}
