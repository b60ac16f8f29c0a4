import { Button, StatusBadge, Text } from '@medusajs/ui';
import { useState } from 'react';
import type { Panel, PanelParcel, PanelShipment } from '../../panel/model';
import { Note, Section } from './facts';
import { SlipForm, type Slip } from './slip-form';
import type { PanelState } from './use-panel';
import type { Say } from './words';

type Props = { readonly panel: Panel; readonly say: Say; readonly isBusy: boolean; readonly act: PanelState['act'] };

/** What is open for typing: a shipment to correct, a fulfilment to give a slip, or a slip for all that is left. */
type Open = { readonly path: string; readonly start: Partial<Slip>; readonly fulfillmentId?: string };

/** The parcels with their slips, and the form for a missing or a wrong one. */
export function Shipments({ panel, say, isBusy, act }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const { shipments, parcels, canEnterSlip } = panel;
  if (shipments.length === 0 && !canEnterSlip) return null;

  const submit = async (slip: Slip) => {
    if (!open) return;
    const { path, fulfillmentId } = open;
    if (await act(path, { ...slip, ...(fulfillmentId === undefined ? {} : { fulfillmentId }) })) setOpen(null);
  };
  const form = (isCorrection: boolean) => (
    <SlipForm
      carriers={panel.carriers}
      start={open?.start ?? {}}
      submitLabel={say(isCorrection ? 'correct' : 'register')}
      isBusy={isBusy}
      say={say}
      onSubmit={(slip) => void submit(slip)}
      onCancel={() => setOpen(null)}
    />
  );

  return (
    <Section title={say('shipments')}>
      {shipments.map((shipment) => {
        const path = `shipments/${shipment.id}`;
        return (
          <div key={shipment.id} className="flex flex-col gap-y-1">
            <ShipmentLine shipment={shipment} panel={panel} say={say} />
            {open?.path === path && (
              <>
                <Note>{say('correctHint')}</Note>
                {form(true)}
              </>
            )}
            {shipment.correctable && open?.path !== path && (
              <OpenButton label={say('correctSlip')} onClick={() => setOpen({ path, start: shipment })} />
            )}
          </div>
        );
      })}
      {canEnterSlip && parcels.map((parcel) => <ParcelLine key={parcel.fulfillmentId} parcel={parcel} say={say} />)}
      {canEnterSlip && open?.path === 'shipments' && form(false)}
      {canEnterSlip && open?.path !== 'shipments' && <OpenButton label={say('enterSlip')} onClick={() => setOpen(newSlip(parcels))} />}
    </Section>
  );
}

function newSlip([parcel]: readonly PanelParcel[]): Open {
  if (!parcel) return { path: 'shipments', start: {} };
  const { fulfillmentId, carrier, serviceLevel, slipNo } = parcel;
  const start = {
    ...(carrier === null ? {} : { carrier }),
    ...(serviceLevel === null ? {} : { serviceLevel }),
    ...(slipNo === null ? {} : { slipNo }),
  };
  return { path: 'shipments', start, fulfillmentId };
}

const tones: Readonly<Record<string, 'green' | 'red' | 'grey' | 'blue'>> = {
  delivered: 'green',
  exception: 'red',
  returned: 'red',
  superseded: 'grey',
  voided: 'grey',
};

function ShipmentLine({ shipment, panel, say }: { readonly shipment: PanelShipment; readonly panel: Panel; readonly say: Say }) {
  const carrier = panel.carriers.find((each) => each.carrier === shipment.carrier)?.name[say.language] ?? shipment.carrier;
  return (
    <>
      <div className="flex items-center justify-between gap-x-2">
        <Text size="small" leading="compact">
          {carrier} {shipment.slipNo}
        </Text>
        <StatusBadge color={tones[shipment.status] ?? 'blue'}>{shipment.statusText[say.language]}</StatusBadge>
      </div>
      {shipment.warnings.map((warning) => (
        <Note key={warning.en}>{warning[say.language]}</Note>
      ))}
    </>
  );
}

function ParcelLine({ parcel, say }: { readonly parcel: PanelParcel; readonly say: Say }) {
  return (
    <Note>
      {say('unregistered')}: {parcel.slipNo ?? say('noSlip')}
    </Note>
  );
}

function OpenButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <div>
      <Button size="small" variant="secondary" onClick={onClick}>
        {label}
      </Button>
    </div>
  );
}
