import type { Machine, Ran, RunOptions } from './cli.ts';

/** A `listen` that is under way. */
export type Listening = {
  /** Resolves when it has said a word, on either output. */
  readonly says: (word: string) => Promise<void>;
  readonly end: (reason?: 'SIGINT' | 'SIGTERM') => Promise<Ran>;
};

type Wish = { readonly forwardTo: string; readonly options?: string | undefined; readonly runOptions?: RunOptions | undefined };

export type Listenings = {
  readonly begin: (machine: Machine, wish: Wish) => Listening;
  /** Begins, and waits until it listens. */
  readonly begun: (machine: Machine, wish: Wish) => Promise<Listening>;
  readonly endAll: () => Promise<void>;
};

export function listenings(): Listenings {
  const running = new Set<Listening>();

  function begin(machine: Machine, { forwardTo, options = '', runOptions = {} }: Wish): Listening {
    const ending = new AbortController();
    let said = '';
    const waiting = new Set<() => void>();
    const hear = (text: string) => {
      said += `${text}\n`;
      for (const look of waiting) look();
    };
    const line = `listen --forward-to ${forwardTo} ${options}`;
    const ran = machine.run(line, { ...runOptions, signal: ending.signal, onWrite: hear, onNote: hear });
    const listening: Listening = {
      says: (word) =>
        new Promise<void>((resolve, reject) => {
          const look = () => {
            if (said.includes(word)) resolve();
          };
          waiting.add(look);
          look();
          void ran.then(({ code }) => reject(new Error(`ended with ${code} without saying ${word}:\n${said}`)), reject);
        }),
      async end(reason = 'SIGINT') {
        running.delete(listening);
        ending.abort(reason);
        return ran;
      },
    };
    running.add(listening);
    return listening;
  }

  return {
    begin,
    async begun(machine, wish) {
      const listening = begin(machine, wish);
      await listening.says('Waiting for events');
      return listening;
    },
    async endAll() {
      for (const listening of running) await listening.end();
    },
  };
}
