import type { Mode, Scope } from '../../core/database.ts';
import { addMs, type Clock, type Instant } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import type { Claimed, WebhookNotice } from './model.ts';
import { eventsPerFanOut, mostUnderWay, skipEveryMs } from './policy.ts';
import { cancelDisabled, claim, type Parcel, post, type Posted, type Posting, record } from './service/deliver.ts';
import { fanOut, lookOut, type Outlook, passOver } from './service/dispatch.ts';

export type DelivererOptions = Posting & {
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
  /** Deliveries live on the wall clock, wherever business time was moved. */
  readonly wall: Clock;
  /** In [0, 1). */
  readonly chance: () => number;
  readonly onAttempt: (notice: WebhookNotice) => void;
  readonly onFault: (error: unknown) => void;
};

export type Deliverer = {
  /** Fans out what happened and begins to send what is due. Does not wait for receivers. */
  readonly run: () => Promise<void>;
  /** Comes back when nothing is under way. */
  readonly settled: () => Promise<void>;
  /** Whether anybody wanted to be told when it last looked. */
  readonly isListening: () => boolean;
  /** Sends one thing at once, outside the queues and the log. */
  readonly post: (parcel: Parcel) => Promise<Posted>;
  /** Takes no more work and waits for what is under way, until `patience` ends; what is left then is sent again later. */
  readonly stop: (patience: Promise<void>) => Promise<void>;
};

const everyone = (mode: Mode): Scope => ({ mode, merchants: 'all' });
const modes = ['test', 'live'] as const;

/** Sends what was claimed, and goes on with the same queues as places become free. */
type Postman = Pick<Deliverer, 'settled' | 'stop'> & {
  readonly begin: (claimed: readonly Claimed[]) => void;
  readonly hasRoom: () => boolean;
};

function createPostman(options: DelivererOptions): Postman {
  const { inUnit, wall, chance } = options;
  const underWay = new Set<Promise<void>>();
  const ending = new AbortController();
  let stopping = false;

  function begin(claimed: readonly Claimed[]): void {
    for (const each of claimed) {
      const sent: Promise<void> = deliver(each)
        // Whatever it was, the delivery is still ours until the lease ends, and comes again then.
        .catch((error: unknown) => ending.signal.aborted || options.onFault(error))
        .then(() => void underWay.delete(sent));
      underWay.add(sent);
    }
  }

  async function deliver(claimed: Claimed): Promise<void> {
    const { merchantId, endpointId, eventId, mode } = claimed;
    const posted = await post(options, claimed, { at: wall.now(), signal: ending.signal });
    const { status, problem, succeeded, durationMs } = posted.attempt;
    options.onAttempt({ merchantId, eventId, status, problem, succeeded, ms: durationMs });
    const next = await inUnit({ mode, merchants: [merchantId] }, async (unit) => {
      await record(unit, { ...posted, claimed, at: wall.now(), chance: chance() });
      // The place that became free goes to the next in the same queue.
      return stopping ? [] : claim(unit, { at: wall.now(), endpoint: { merchantId, id: endpointId } });
    });
    begin(next);
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return {
    begin,
    hasRoom: () => !stopping && underWay.size < mostUnderWay,
    settled,
    async stop(patience) {
      stopping = true;
      await Promise.race([settled(), patience]);
      ending.abort();
      await settled();
    },
  };
}

export function createDeliverer(options: DelivererOptions): Deliverer {
  const { inUnit, wall } = options;
  const postman = createPostman(options);
  const listening = new Map<Mode, boolean>();
  const keptUp = new Map<Mode, Instant>();
  let stopping = false;
  let turn: Promise<unknown> = Promise.resolve();

  async function runMode(mode: Mode): Promise<void> {
    const outlook = await inUnit(everyone(mode), (unit) => lookOut(unit, wall.now()));
    listening.set(mode, outlook.listening);
    const news = outlook.unread && outlook.listening;
    await (news ? fanOutAll(mode) : keepUp(mode, outlook));
    if (outlook.due || news) await sendDue(mode);
  }

  async function fanOutAll(mode: Mode): Promise<void> {
    let read: number = eventsPerFanOut;
    while (!stopping && read === eventsPerFanOut) read = await inUnit(everyone(mode), (unit) => fanOut(unit, wall.now()));
  }

  async function keepUp(mode: Mode, outlook: Outlook): Promise<void> {
    const last = keptUp.get(mode);
    if (last !== undefined && wall.now() < addMs(last, skipEveryMs)) return;
    keptUp.set(mode, wall.now());
    await inUnit(everyone(mode), (unit) => passOver(unit, outlook));
  }

  async function sendDue(mode: Mode): Promise<void> {
    await inUnit(everyone(mode), (unit) => cancelDisabled(unit, wall.now()));
    while (postman.hasRoom()) {
      const claimed = await inUnit(everyone(mode), (unit) => claim(unit, { at: wall.now() }));
      if (claimed.length === 0) return;
      postman.begin(claimed);
    }
  }

  return {
    run() {
      const mine = turn.then(async () => {
        for (const mode of modes) if (!stopping) await runMode(mode);
      });
      turn = mine.catch(() => {});
      return mine;
    },
    settled: postman.settled,
    isListening: () => listening.size === 0 || [...listening.values()].includes(true),
    post: (parcel) => post(options, parcel, { at: wall.now() }),
    async stop(patience) {
      stopping = true;
      await turn;
      await postman.stop(patience);
    },
  };
}
