import { Fragment, h } from '../../drawing/element.ts';
import type { Panel } from '../panel.ts';
import type { Actions } from './actions.ts';
import { Lines } from './lines.tsx';

type Available = Extract<Panel, { is: 'available' }>;

export function AvailableView({ panel, act }: { readonly panel: Available; readonly act: Actions }) {
  const { lines, busy, steps, heading, terms, consented, complaint } = panel;
  return (
    <Fragment>
      <Lines lines={lines} busy={busy} />
      <ol class="steps" part="steps" aria-label={heading}>
        {steps.map(({ title, text }, index) => (
          <li key={title}>
            <span class="number" aria-hidden="true">
              {String(index + 1)}
            </span>
            <span class="strong">{title}</span>
            <span class="small">{text}</span>
          </li>
        ))}
      </ol>
      <div class="agree">
        <details part="terms">
          <summary>{terms.summary}</summary>
          <div class="terms" tabindex={0} role="region" aria-label={terms.summary}>
            {terms.text}
          </div>
        </details>
        <label class="consent" part="consent">
          <input
            type="checkbox"
            checked={consented}
            required
            aria-invalid={complaint !== ''}
            aria-describedby="complaint"
            oninput={(event) => act.consent(event.currentTarget.checked)}
          />
          <span>{terms.consent}</span>
        </label>
        <p class="complaint" id="complaint">
          {complaint}
        </p>
      </div>
    </Fragment>
  );
}
