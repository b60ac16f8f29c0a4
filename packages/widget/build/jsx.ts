import type { Plugin } from 'vite';

/** Views become calls of `h`, in tests and pictures exactly as in what is published. */
export const viewsAsCalls: Plugin = {
  name: 'views-as-calls',
  config: () => ({ oxc: { jsx: { runtime: 'classic', pragma: 'h', development: false } } }),
};
