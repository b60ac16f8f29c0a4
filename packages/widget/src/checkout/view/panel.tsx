import { type Drawable, Fragment, h } from '../../drawing/element.ts';
import type { Panel } from '../panel.ts';
import type { Actions } from './actions.ts';
import { AvailableView } from './available.tsx';
import { HeldView } from './held.tsx';
import { Icon } from './icon.tsx';
import { Lines } from './lines.tsx';

type Kind<Is extends Panel['is']> = Extract<Panel, { is: Is }>;
type Bodies = { readonly [Is in Panel['is']]: (panel: Kind<Is>, act: Actions) => Drawable };

const looks: Readonly<Record<Panel['is'], string>> = {
  loading: '',
  available: '',
  unavailable: 'bad',
  screening: '',
  held: 'care',
  approved: 'good',
  review: 'good',
  rejected: 'bad',
  trouble: 'care',
  expired: 'care',
};

/** One heading stays in its place through all states, so that focus on it is never lost. */
export function PanelView({ panel, act }: { readonly panel: Panel; readonly act: Actions }) {
  const body = bodies[panel.is] as (panel: Panel, act: Actions) => Drawable;
  const quiet = panel.is === 'available' || panel.is === 'loading';
  return (
    <div class={`panel ${looks[panel.is]}`} part={`panel ${panel.is}`} aria-busy={panel.is === 'loading' || panel.is === 'screening'}>
      <div class={quiet ? 'sr' : 'state'}>
        {!quiet && <Icon of={panel.is} />}
        <h3 tabindex={-1} id="heading" aria-describedby="hint">
          {panel.heading}
        </h3>
        <p class="hint" id="hint">
          {'hint' in panel ? panel.hint : ''}
        </p>
      </div>
      {body(panel, act)}
    </div>
  );
}

const bodies: Bodies = {
  loading: () => (
    <Fragment>
      <span class="bar half" />
      <span class="bar most" />
      <span class="bar" />
    </Fragment>
  ),
  available: (panel, act) => <AvailableView panel={panel} act={act} />,
  unavailable: () => null,
  screening: ({ heading }) => <progress aria-label={heading} />,
  held: (panel, act) => <HeldView panel={panel} act={act} />,
  approved: ({ lines }) => <Lines lines={lines} />,
  review: ({ lines }) => <Lines lines={lines} />,
  rejected: ({ others }, act) =>
    others.length > 0 && (
      <div class="others">
        {others.map(({ id, label }) => (
          <button key={id} type="button" part="button" onclick={() => act.switchTo(id)}>
            {label}
          </button>
        ))}
      </div>
    ),
  trouble: ({ retry, forDeveloper }, act) => (retry ? <Retry label={retry} act={act} /> : <p class="small">{forDeveloper}</p>),
  expired: ({ retry }, act) => <Retry label={retry} act={act} />,
};

const Retry = ({ label, act }: { readonly label: string; readonly act: Actions }) => (
  <div>
    <button type="button" class="main" part="button main" onclick={act.retry}>
      {label}
    </button>
  </div>
);
