import { h } from '../../drawing/element.ts';
import type { Panel } from '../panel.ts';

const tick = 'M8 12.5l2.8 2.8L16 9.5';
const mark = 'M12 7.5v5.5M12 16.4v.1';
const dash = 'M8 12h8';

const drawings: Partial<Record<Panel['is'], string>> = {
  approved: tick,
  review: tick,
  held: mark,
  trouble: mark,
  expired: 'M12 7.5V12l3 2',
  unavailable: dash,
  rejected: dash,
  screening: 'M8 12h.1M12 12h.1M16 12h.1',
};

/** Says nothing that the heading beside it does not. */
export const Icon = ({ of }: { readonly of: Panel['is'] }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <circle cx={12} cy={12} r={10} />
    <path d={drawings[of] ?? ''} />
  </svg>
);
