import { isCancel, password, select, text } from '@clack/prompts';
import { CommandError, exitCodes } from '../model.ts';
import type { Prompts } from '../terminal.ts';

type Ends = { readonly input: NodeJS.ReadStream; readonly output: NodeJS.WriteStream };

/** Questions on standard error, so that what is on standard output can be piped on. */
export function clackPrompts(ends: Ends): Prompts {
  return {
    text: async (message, given) =>
      answered<string>(await text({ ...ends, message, ...(given === undefined ? {} : { initialValue: given }) })),
    secret: async (message) => answered<string>(await password({ ...ends, message })),
    async choose(message, choices) {
      const options = choices.map(({ label, hint }, value) => ({ value, label, ...(hint === undefined ? {} : { hint }) }));
      const chosen = choices[answered<number>(await select<number>({ ...ends, message, options }))];
      if (chosen === undefined) throw new Error('the prompt answered what was not offered');
      return chosen.value;
    },
  };
}

function answered<T>(value: T | symbol): T {
  if (isCancel(value)) throw new CommandError('interrupted', exitCodes.interrupted, { ja: '中断しました。', en: 'Interrupted.' });
  return value as T;
}
