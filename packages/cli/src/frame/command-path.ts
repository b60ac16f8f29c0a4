import type { OptionDefs } from './arguments.ts';

/** Which command is meant, and what is left of the arguments for it. */
export type CommandPath = {
  /** `orders import`; the words that are known, as far as they go. */
  readonly words: readonly string[];
  /** The first word that leads nowhere. */
  readonly unknown?: string;
  readonly args: readonly string[];
};

/** Takes the command's words out of the arguments; options that every command takes may stand before them. */
export function commandPath(argv: readonly string[], paths: readonly string[], common: OptionDefs): CommandPath {
  const valued = Object.entries(common).flatMap(([name, { type }]) => (type === 'string' ? [`--${name}`] : []));
  const words: string[] = [];
  const args: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    if (paths.includes(words.join(' '))) return { words, args: [...args, ...argv.slice(at)] };
    if (argument.startsWith('-')) {
      args.push(argument);
      if (valued.includes(argument)) args.push(...argv.slice((at += 1), at + 1));
      continue;
    }
    const longer = [...words, argument].join(' ');
    if (!paths.some((path) => path === longer || path.startsWith(`${longer} `))) {
      return { words, unknown: argument, args: [...args, ...argv.slice(at + 1)] };
    }
    words.push(argument);
  }
  return { words, args };
}
