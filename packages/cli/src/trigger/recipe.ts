import type { Bilingual } from '../model.ts';
import type { Made, Stage } from './stage.ts';

/** How an event is made to happen. */
export type Recipe = {
  readonly about: Bilingual;
  /** The sandbox's clock is moved on, for every shop. */
  readonly movesClock?: true;
  readonly needsOperator?: true;
  readonly play: (stage: Stage) => Promise<Made>;
};

/** Why nothing brings an event about. */
export type NoRecipe = { readonly impossible: Bilingual };

/** Belongs to a part of the service that is still to come. */
export const impossible: NoRecipe = {
  impossible: { ja: 'この版のサンドボックスでは起こせません', en: 'nothing in this version brings it about' },
};
