import { defineWidgetConfig } from '@medusajs/admin-sdk';
import type { AdminOrder, DetailWidgetProps } from '@medusajs/framework/types';
import { Button, Container, Heading, StatusBadge } from '@medusajs/ui';
import type { Panel } from '../../panel/model';
import { Facts, Note, Reasons, Section, Tasks } from '../panel/facts';
import { Shipments } from '../panel/shipments';
import { type PanelState, usePanel } from '../panel/use-panel';
import { type Say, useSay } from '../panel/words';

/** The order page's panel for deferred payment; nothing on orders that are paid in another way. */
const OrderAtobarai = ({ data }: DetailWidgetProps<AdminOrder>) => {
  const say = useSay();
  const state = usePanel(data.id, say);
  const { panel, error, isBusy, act } = state;
  if (!panel && error === null) return null;
  return (
    <Container className="divide-y p-0">
      <Head panel={panel} say={say} />
      {error !== null && (
        <Section>
          <Note>
            {say('unreachable')} {error}
          </Note>
        </Section>
      )}
      {panel && (
        <>
          {panel.problem !== null && (
            <Section>
              <Note>{panel.problem}</Note>
            </Section>
          )}
          <Facts panel={panel} say={say} />
          <Reasons panel={panel} say={say} />
          <Shipments panel={panel} say={say} isBusy={isBusy} act={act} />
          <Tasks tasks={panel.tasks} say={say} />
          <Actions panel={panel} say={say} state={state} />
        </>
      )}
    </Container>
  );
};

const tones = { good: 'green', waiting: 'orange', bad: 'red' } as const;

function Head({ panel, say }: { readonly panel: Panel | null; readonly say: Say }) {
  return (
    <div className="flex items-center justify-between px-6 py-4">
      <Heading level="h2">{say('title')}</Heading>
      {panel && <StatusBadge color={tones[panel.tone]}>{panel.statusText[say.language]}</StatusBadge>}
    </div>
  );
}

function Actions({ panel, say, state }: { readonly panel: Panel; readonly say: Say; readonly state: PanelState }) {
  const { act, isBusy } = state;
  return (
    <div className="flex flex-wrap gap-2 px-6 py-4">
      <Button size="small" variant="secondary" disabled={isBusy} onClick={() => void act('sync')}>
        {say('sync')}
      </Button>
      {panel.tasks.length > 0 && (
        <Button size="small" variant="secondary" disabled={isBusy} onClick={() => void act('resend')}>
          {say('resend')}
        </Button>
      )}
      {panel.canAmend && (
        <Button size="small" variant="secondary" disabled={isBusy} onClick={() => void act('amend')}>
          {say('amend')}
        </Button>
      )}
    </div>
  );
}

export const config = defineWidgetConfig({ zone: 'order.details.side.before' });

export default OrderAtobarai;
