import type { Policy } from './model.ts';

/**
 * What is done unless the shop says otherwise: nothing leaves before screening said yes, nothing is
 * cancelled by itself, the order counts as paid when we pay the shop (shopify.md 1.3, 1.6).
 */
export const safePolicy: Policy = {
  gatewayNames: ['後払い決済'],
  holdUntilScreened: true,
  onRejected: 'hold',
  cancelAfterHours: 0,
  notifyBuyerOfCancel: true,
  markPaidOn: 'advanced',
  amountIncrease: 'rescreen',
  capYen: null,
  carrierOverrides: {},
  serviceLevels: {},
  writeTags: true,
  writeRisk: false,
  termsVersion: '1',
};
