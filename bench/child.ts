import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * A process of the bench's own, so that its CPU and memory can be told from the others'. It ends when
 * its parent does, whatever ended that.
 */
export type Child = {
  readonly pid: number;
  readonly ask: <Value>(question: string, input?: unknown) => Promise<Value>;
  readonly stop: () => Promise<void>;
};

type Question = { readonly id: number; readonly question: string; readonly input: unknown };
type Reply = { readonly id: number; readonly value?: unknown; readonly error?: string };
type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

export type ChildOptions = {
  readonly nodeFlags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

const stopPatienceMs = 10_000;

/** Starts one of the files in processes/. */
export function startChild(name: string, { nodeFlags = [], environment = {} }: ChildOptions = {}): Child {
  const file = new URL(`processes/${name}.ts`, import.meta.url);
  const child = fork(file, { execArgv: [...process.execArgv, ...nodeFlags], env: { ...process.env, ...environment } });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  child.on('message', (reply: Reply) => {
    const { resolve, reject } = waiting.get(reply.id) ?? {};
    waiting.delete(reply.id);
    if (reply.error === undefined) resolve?.(reply.value);
    else reject?.(new Error(`${name}: ${reply.error}`));
  });
  child.on('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`the process ${name} ended (${code ?? signal}) before it answered`));
    waiting.clear();
  });
  return {
    pid: child.pid ?? 0,
    ask: <Value>(question: string, input?: unknown) =>
      new Promise<Value>((resolve, reject) => {
        const id = (asked += 1);
        waiting.set(id, { resolve: (value) => resolve(value as Value), reject });
        child.send({ id, question, input } satisfies Question, (error) => error && reject(error));
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const timer = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs);
      if (child.connected) child.disconnect();
      await once(child, 'exit');
      clearTimeout(timer);
    },
  };
}

type Answers = Readonly<Record<string, (input: never) => unknown>>;

/** The other side: answers the parent's questions until the parent lets go or is gone. */
export function answerParent(answers: Answers, close: () => Promise<void> = async () => {}): void {
  const reply = (message: Reply) => process.connected && process.send?.(message);
  process.on('message', ({ id, question, input }: Question) => {
    Promise.resolve()
      .then(() => answers[question]?.(input as never))
      .then(
        (value) => reply({ id, value }),
        (error: unknown) => reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.on('disconnect', () => {
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
