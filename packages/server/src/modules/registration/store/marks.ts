import type { Tx } from '../../../core/database.ts';

/** Whether this is the first time that the sandbox is shown this. */
export async function markOnce(tx: Tx, merchantId: string, mark: string): Promise<boolean> {
  const rows = await tx.query(
    'insert into sandbox_marks (merchant_id, mode, mark) values ($1, $2, $3) on conflict do nothing returning mark',
    [merchantId, tx.scope.mode, mark],
  );
  return rows.length > 0;
}
