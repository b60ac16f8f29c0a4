import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';

/** Longer than any call of the service may take, so that the second in line waits rather than fails. */
const longestWaitSeconds = 60;

export type OrderLock = {
  readonly orderId: string;
  /**
   * Seconds to wait for whoever works on the order now; 1 at least.
   * @default 60
   */
  readonly waitSeconds?: number;
};

/** Works on an order while nobody else of this plugin does. @throws Error when the wait gets too long */
export function lockOrder<T>(container: MedusaContainer, { orderId, waitSeconds }: OrderLock, work: () => Promise<T>): Promise<T> {
  const timeout = waitSeconds ?? longestWaitSeconds;
  return container.resolve(Modules.LOCKING).execute([`atobarai:${orderId}`], work, { timeout });
}
