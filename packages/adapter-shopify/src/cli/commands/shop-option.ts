/** Which store, where the adapter serves several. */
export const shopOption = {
  shop: {
    type: 'string',
    hint: 'DOMAIN',
    about: { ja: 'ストア(.env に複数あるとき)', en: 'Which store, when .env names several' },
  },
} as const;
