import { h } from '../../drawing/element.ts';
import type { Line } from '../panel.ts';

/** Amounts and dates, each with its name. */
export function Lines({ lines, busy = false }: { readonly lines: readonly Line[]; readonly busy?: boolean }) {
  return (
    <dl class="lines" part="lines" aria-busy={busy}>
      {lines.map(({ label, value, strong }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class={strong ? 'total' : ''}>{value ?? <span class="bar" />}</dd>
        </div>
      ))}
    </dl>
  );
}
