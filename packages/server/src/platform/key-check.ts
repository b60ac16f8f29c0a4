import type { Crypto } from '../core/crypto.ts';
import type { Database } from '../core/database.ts';

/**
 * Refuses to go on with other keys than the database was written with. A second server with a key of its
 * own would find no buyer of the first, give everybody a second frame, and seal what the first cannot open.
 */
export async function refuseOtherKeys(database: Pick<Database, 'admin'>, crypto: Pick<Crypto, 'blindIndex'>): Promise<void> {
  const mine = crypto.blindIndex('key check', 'atobarai');
  const rows = await database.admin(
    `insert into instance (key_check) values ('${mine}') on conflict do nothing; select key_check from instance`,
  );
  const [row] = rows as { key_check: string }[];
  if (row?.key_check === mine) return;
  throw new Error(
    'このデータベースは別のマスターキーで書かれています。最初のサーバーのキー(ATOBARAI_MASTER_KEY、または最初の DATA_DIR の master.key)を指定してください。' +
      ' / This database was written with another master key: use the key of the first server (ATOBARAI_MASTER_KEY, or master.key in its DATA_DIR).',
  );
}
