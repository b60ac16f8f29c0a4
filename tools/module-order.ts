import { importedFiles } from './source-tree.ts';

/** Calls go leftwards in this list, news goes rightwards as events through flow.ts. */
export const moduleOrder = [
  'calendar',
  'events',
  'ledger',
  'merchants',
  'operators',
  'buyers',
  'screening',
  'orders',
  'shipments',
  'invoicing',
  'payments',
  'payouts',
  'dunning',
  'webhooks',
  'registration',
  'checkout',
  'imports',
  'exports',
  'jobs',
  'sandbox',
] as const;

/** What a file of a module may be. Each role sees its own rank and the ranks below; index.ts is the front door. */
const roleRank: Readonly<Record<string, number>> = { model: 0, policy: 0, decide: 1, store: 1, service: 2, routes: 3, jobs: 3, index: 4 };

const modulesFolder = 'packages/server/src/modules/';

type Place = { readonly module: string; readonly role: string };

function placeOf(file: string): Place | undefined {
  if (!file.startsWith(modulesFolder)) return undefined;
  const [module = '', role = ''] = file.slice(modulesFolder.length).split('/');
  return { module, role: role.replace(/\.ts$/, '') };
}

function wrongImport(from: Place, to: Place): string | undefined {
  const order: readonly string[] = moduleOrder;
  if (from.module !== to.module) {
    return order.indexOf(to.module) < order.indexOf(from.module) ? undefined : 'calls go leftwards in the order of the modules';
  }
  if (to.role === 'index') return 'a module does not enter itself by its front door';
  const [fromRank, toRank] = [roleRank[from.role], roleRank[to.role]];
  if (fromRank === undefined || toRank === undefined) return undefined; // Told as a file without a role.
  return toRank <= fromRank ? undefined : `${from.role} does not see ${to.role}`;
}

/** What in these sources breaks the order of the modules or of the roles within one. */
export function orderViolations(sources: ReadonlyMap<string, string>): string[] {
  const violations: string[] = [];
  for (const [file, source] of sources) {
    const from = placeOf(file);
    if (from === undefined) continue;
    if (!(moduleOrder as readonly string[]).includes(from.module)) violations.push(`${file}: the module has no place in the order`);
    if (roleRank[from.role] === undefined) violations.push(`${file}: a module has no such file`);
    for (const imported of importedFiles(file, source)) {
      const to = placeOf(imported);
      const reason = to && wrongImport(from, to);
      if (reason !== undefined) violations.push(`${file} → ${imported.slice(modulesFolder.length)}: ${reason}`);
    }
  }
  return violations;
}
