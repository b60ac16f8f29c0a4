import { type Client, type Event, isAtobaraiError } from '@atobarai/sdk';
import { type Call, note, say } from '../command.ts';
import { afterSending, afterSkipping, dueAgain, type Follow, isAway, isFull, isTaken, type Outcome, pauseMs } from '../decide/follow.ts';
import { isPassing } from '../decide/exit-code.ts';
import { type Stream, writeFollow } from '../platform/follow-files.ts';
import { type Receiver, send } from './receiver.ts';

export type Following = {
  readonly client: Client;
  readonly stream: Stream;
  readonly receiver: Receiver;
  /** The only types that are forwarded; undefined for all. */
  readonly types: ReadonlySet<string> | undefined;
};

type News = { readonly data: readonly Event[]; readonly nextCursor: string | null };

const pollMs = 1_000;

/** Forwards everything that happens, until the command is to end. */
export async function followEvents(call: Call, following: Following, from: Follow): Promise<never> {
  const follower = new Follower(call, following, from);
  for (;;) await call.sleep((await follower.turn()) ?? pollMs);
}

class Follower {
  readonly #call: Call;
  readonly #following: Following;
  #follow: Follow;
  /** What the file says. */
  #kept: Follow;
  /** How often in a row nobody was there. */
  #failures = { server: 0, receiver: 0 };

  constructor(call: Call, following: Following, from: Follow) {
    this.#call = call;
    this.#following = following;
    this.#follow = from;
    this.#kept = from;
  }

  /** Sends what waits and what is new; answers how long to pause if that is not as usual. */
  async turn(): Promise<number | undefined> {
    for (const event of dueAgain(this.#follow, this.#call.now())) {
      if (!(await this.#forward(event))) return pauseMs(this.#failures.receiver);
    }
    if (isFull(this.#follow)) return undefined;
    const page = await this.#fetchNew();
    if (page === undefined) return pauseMs(this.#failures.server);
    for (const event of page.data) {
      if (isFull(this.#follow)) return undefined;
      // Not written down one by one: who is killed here passes over them again.
      if (!this.#isWanted(event)) this.#follow = afterSkipping(this.#follow, event);
      else if (!(await this.#forward(event))) return pauseMs(this.#failures.receiver);
    }
    await this.#keep(this.#follow);
    return page.nextCursor === null ? undefined : 0;
  }

  #isWanted({ type }: Event): boolean {
    return this.#following.types?.has(type) ?? true;
  }

  /** Whether somebody was there. */
  async #forward(event: Event): Promise<boolean> {
    const attempt = (this.#follow.waiting.find((waiting) => waiting.event.id === event.id)?.attempts ?? 0) + 1;
    const outcome = await send(event, this.#following.receiver);
    await this.#keep(afterSending(this.#follow, event, { outcome, nowMs: this.#call.now() }));
    const away = isAway(outcome);
    // One line for the first of many vain tries.
    if (!away || this.#failures.receiver === 0) await this.#show(event, { attempt, outcome });
    this.#failures.receiver = away ? this.#failures.receiver + 1 : 0;
    return !away;
  }

  async #keep(follow: Follow): Promise<void> {
    this.#follow = follow;
    if (follow === this.#kept) return;
    await writeFollow(this.#call, this.#following.stream, follow);
    this.#kept = follow;
  }

  /** Undefined when the server cannot be reached just now. */
  async #fetchNew(): Promise<News | undefined> {
    const { cursor } = this.#follow;
    const query = { order: 'oldest_first', limit: 100, ...(cursor === null ? {} : { after: cursor }) } as const;
    try {
      const page = await this.#following.client.events.list(query, { signal: this.#call.signal }).page();
      if (this.#failures.server > 0) note(this.#call, { ja: 'サーバーに再びつながりました。', en: 'The server is back.' });
      this.#failures.server = 0;
      return page;
    } catch (error) {
      this.#call.signal.throwIfAborted();
      if (isAtobaraiError(error) && error.code === 'not_found' && cursor !== null) return this.#beginAnew();
      if (!isPassing(error)) throw error;
      this.#missServer();
      return undefined;
    }
  }

  #missServer(): void {
    const { baseUrl } = this.#following.stream;
    if (this.#failures.server === 0) {
      note(this.#call, {
        ja: `サーバー(${baseUrl})につながりません。つながるまで試みます。`,
        en: `The server at ${baseUrl} cannot be reached; trying until it can.`,
      });
    }
    this.#failures.server += 1;
  }

  /** The server has forgotten the last event: its data was reset, so everything there is new. */
  async #beginAnew(): Promise<News> {
    note(this.#call, {
      ja: '前回のイベントがサーバーにありません(データが消去された可能性があります)。最初のイベントから転送します。過去を飛ばすには --latest を指定してください。',
      en: 'The server does not know the last event any more: its data was reset. Forwarding from its first event; --latest skips what is past.',
    });
    await this.#keep({ cursor: null, waiting: [] });
    return { data: [], nextCursor: '' };
  }

  async #show(event: Event, { attempt, outcome }: { readonly attempt: number; readonly outcome: Outcome }): Promise<void> {
    const { terminal, json } = this.#call;
    if (json) {
      const { kind: _, ...result } = outcome;
      return terminal.write(`${JSON.stringify({ kind: 'delivery', event, attempt, taken: isTaken(outcome), ...result })}\n`);
    }
    const result = outcome.kind === 'answered' ? `${outcome.status} (${outcome.ms} ms)` : outcome.problem;
    const mark = terminal.paint(isTaken(outcome) ? 'good' : 'bad', `→ ${result}`);
    await terminal.write(`${event.type.padEnd(28)} ${event.resource.id}  ${event.id}  ${mark}${this.#remark(attempt, outcome)}\n`);
  }

  #remark(attempt: number, outcome: Outcome): string {
    if (isTaken(outcome)) return attempt === 1 ? '' : say(this.#call, { ja: `  ${attempt} 回目`, en: `  attempt ${attempt}` });
    if (isAway(outcome)) return say(this.#call, { ja: '  つながるまで待ちます', en: '  waiting until it can be reached' });
    return say(this.#call, { ja: `  ${attempt} 回目、後で送り直します`, en: `  attempt ${attempt}; will be sent again` });
  }
}
