import { modules, type PlantedViolation } from './model.ts';

function restrictedGlobal(title: string, name: string, source: string): PlantedViolation {
  return {
    title,
    file: `${modules}/${name.toLowerCase()}/decide.ts`,
    source,
    rule: 'eslint(no-restricted-globals)',
    says: `Unexpected use of '${name}'.`,
  };
}

/** Code that reaches for the world where it must not. */
export const effects: readonly PlantedViolation[] = [
  restrictedGlobal('a decision asks what time it is', 'Date', 'export const today = () => new Date();\n'),
  restrictedGlobal('a decision hides behind globalThis', 'console', 'export const tell = () => globalThis.console;\n'),
  restrictedGlobal('a decision waits', 'setTimeout', 'export const later = (work: () => void) => setTimeout(work, 1);\n'),
  restrictedGlobal('a decision reads the environment', 'process', 'export const cap = () => process.env.CAP;\n'),
  restrictedGlobal('a decision calls out', 'fetch', 'export const ask = () => fetch;\n'),
  restrictedGlobal('a decision makes its own chance', 'crypto', 'export const id = () => crypto.randomUUID();\n'),
  restrictedGlobal('a decision needs a Buffer', 'Buffer', 'export const bytes = (text: string) => Buffer.from(text);\n'),
  {
    title: 'a decision throws dice',
    file: `${modules}/r/decide.ts`,
    source: 'export const lucky = () => Math.random();\n',
    rule: 'eslint(no-restricted-properties)',
    says: "'Math.random' is restricted from being used.",
  },
  {
    title: 'core/time.ts, which may use Date, sets a timer',
    file: 'packages/server/src/core/time.ts',
    source: 'export const now = (then: () => void) => setTimeout(then, Date.now());\n',
    rule: 'eslint(no-restricted-globals)',
    says: "Unexpected use of 'setTimeout'.",
  },
  {
    title: 'the SDK writes to the console',
    file: 'packages/sdk/src/client/log.ts',
    source: 'export const warn = (text: string) => console.warn(text);\n',
    rule: 'eslint(no-restricted-globals)',
    says: "Unexpected use of 'console'.",
  },
];
