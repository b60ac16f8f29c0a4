import { getAddress } from 'yubin';
import type { PostalLookup } from '../modules/buyers/model.ts';
import { plainTown, townOf } from './postal-town.ts';

/**
 * The same table as postal.ts reads, through the package's own function, which works without a file
 * system. It keeps what it has read, which does not matter to a sandbox in memory.
 */
export const embeddedPostalTable: PostalLookup = (postalCode) => {
  // The package forgives how a code is written; a code of an order has been folded before.
  const row = /^[0-9]{7}$/.test(postalCode) ? getAddress(postalCode) : null;
  return row && townOf(postalCode, { prefecture: row.prefecture, city: row.city, town: plainTown(row.town) });
};
