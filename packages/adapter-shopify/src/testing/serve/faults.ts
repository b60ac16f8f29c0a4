/** What goes wrong with a request: before Shopify carries it out, or after. */
export type FaultKind =
  | 'no_connection'
  | 'server_error'
  | 'too_many_requests'
  | 'throttled'
  | 'unauthorized'
  | 'lost_response'
  | 'server_error_after'
  | 'truncated';

/** A fault that waits for its request. */
export type Fault = {
  readonly kind: FaultKind;
  /** `AtobaraiHold`; any operation where it is left out. */
  readonly operation?: string;
  /** How many requests it hits. @default 1 */
  readonly times?: number;
  /** Seconds, for `too_many_requests`. @default 2 */
  readonly retryAfterSeconds?: number;
};

/** Faults that were asked for, each used up by the requests it hits. */
export type Faults = {
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
  readonly take: (operation: string) => Fault | null;
  readonly waiting: () => number;
};

/** The request was carried out before its answer went wrong. */
export const afterwards: ReadonlySet<FaultKind> = new Set(['lost_response', 'server_error_after', 'truncated']);

export function createFaults(): Faults {
  let faults: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    clear: () => {
      faults = [];
    },
    take(operation) {
      const hit = faults.find(({ fault }) => fault.operation === undefined || fault.operation === operation);
      if (hit === undefined) return null;
      hit.left -= 1;
      faults = faults.filter(({ left }) => left > 0);
      return hit.fault;
    },
    waiting: () => faults.length,
  };
}
