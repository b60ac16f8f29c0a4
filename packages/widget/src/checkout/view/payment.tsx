import { h } from '../../drawing/element.ts';
import type { Panel } from '../panel.ts';
import type { Row, Screen } from '../screen.ts';
import type { Actions } from './actions.ts';
import { PanelView } from './panel.tsx';

/** The whole widget. What it shows was decided before; what is done goes to `act`. */
export function PaymentView({ screen, act }: { readonly screen: Screen; readonly act: Actions }) {
  const { rows, panel, announcement, disabled, language, methods, title, tagline, badge } = screen;
  return (
    <fieldset class={disabled ? 'box off' : 'box'} part="box" lang={language} disabled={disabled}>
      <legend class="sr">{methods}</legend>
      {rows.map((row) => (
        <MethodRow row={row} badge={row.note && row.id === 'atobarai' ? badge : ''} panel={panel} act={act} />
      ))}
      {rows.length === 0 && (
        <div class="title" part="title">
          <Names label={title} note={tagline} />
          {badge && <Badge text={badge} />}
        </div>
      )}
      {rows.length === 0 && panel && <PanelView panel={panel} act={act} />}
      <p class="sr" role="status">
        {announcement}
      </p>
    </fieldset>
  );
}

type MethodRowProps = { readonly row: Row; readonly badge: string; readonly panel: Panel | null; readonly act: Actions };

function MethodRow({ row, badge, panel, act }: MethodRowProps) {
  return (
    <div key={row.id} class={`method${row.checked ? ' on' : ''}${row.closed ? ' closed' : ''}`} part="method">
      <label class="row" part="row">
        <input
          type="radio"
          name="method"
          value={row.id}
          checked={row.checked}
          disabled={row.closed}
          aria-labelledby={`name-${row.id}`}
          aria-describedby={`note-${row.id}`}
          oninput={() => act.choose(row.id)}
        />
        <Names id={row.id} label={row.label} note={row.note} />
        {badge && <Badge text={badge} />}
      </label>
      {row.checked && panel && row.id === 'atobarai' && <PanelView panel={panel} act={act} />}
    </div>
  );
}

function Names({ id = '', label, note }: { readonly id?: string; readonly label: string; readonly note: string }) {
  return (
    <span class="names">
      <span class="name" id={`name-${id}`}>
        {label}
      </span>
      <span class="note" id={`note-${id}`}>
        {note}
      </span>
    </span>
  );
}

const Badge = ({ text }: { readonly text: string }) => (
  <span class="badge" part="badge">
    {text}
  </span>
);
