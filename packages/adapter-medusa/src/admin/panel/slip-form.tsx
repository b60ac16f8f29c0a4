import { Button, Input, Label, Select } from '@medusajs/ui';
import { type FormEvent, useId, useState } from 'react';
import type { PanelCarrier } from '../../panel/model';
import type { Say } from './words';

export type Slip = { readonly carrier: string; readonly serviceLevel: string; readonly slipNo: string };

export type SlipFormProps = {
  readonly carriers: readonly PanelCarrier[];
  readonly start: Partial<Slip>;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly say: Say;
  readonly onSubmit: (slip: Slip) => void;
  readonly onCancel: () => void;
};

/** Carrier, service and number of a slip. */
export function SlipForm({ carriers, start, submitLabel, isBusy, say, onSubmit, onCancel }: SlipFormProps) {
  const id = useId();
  const [{ carrier, service, slipNo }, setTyped] = useState(() => typedAtStart(start, carriers));
  const { services, serviceLevel } = servicesOf(carriers, carrier, service);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({ carrier, serviceLevel, slipNo: slipNo.trim() });
  };

  return (
    <form className="flex flex-col gap-y-3 pt-2" onSubmit={submit}>
      <Choice
        id={`${id}-carrier`}
        label={say('carrier')}
        value={carrier}
        onChange={(value) => setTyped({ carrier: value, service, slipNo })}
      >
        {carriers.map((each) => ({ value: each.carrier, text: each.name[say.language] }))}
      </Choice>
      {services.length > 1 && (
        <Choice
          id={`${id}-service`}
          label={say('service')}
          value={serviceLevel}
          onChange={(value) => setTyped({ carrier, service: value, slipNo })}
        >
          {services.map(({ code, name }) => ({ value: code, text: name[say.language] }))}
        </Choice>
      )}
      <div className="flex flex-col gap-y-1">
        <Label size="small" weight="plus" htmlFor={`${id}-number`}>
          {say('slipNo')}
        </Label>
        <Input
          id={`${id}-number`}
          size="small"
          inputMode="numeric"
          autoComplete="off"
          maxLength={60}
          required
          value={slipNo}
          onChange={(event) => setTyped({ carrier, service, slipNo: event.target.value })}
        />
      </div>
      <div className="flex justify-end gap-x-2">
        <Button size="small" variant="secondary" type="button" onClick={onCancel}>
          {say('cancel')}
        </Button>
        <Button size="small" type="submit" isLoading={isBusy} disabled={slipNo.trim() === ''}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

function typedAtStart({ carrier, serviceLevel = '', slipNo = '' }: Partial<Slip>, carriers: readonly PanelCarrier[]) {
  return { carrier: carrier ?? carriers[0]?.carrier ?? '', service: serviceLevel, slipNo };
}

/** The services of a carrier, and the one that counts: another carrier's service falls back to the first. */
function servicesOf(carriers: readonly PanelCarrier[], carrier: string, service: string) {
  const services = carriers.find((each) => each.carrier === carrier)?.services ?? [];
  const chosen = services.find(({ code }) => code === service) ?? services[0];
  return { services, serviceLevel: chosen?.code ?? '' };
}

type ChoiceProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: readonly { readonly value: string; readonly text: string }[];
};

function Choice({ id, label, value, onChange, children }: ChoiceProps) {
  return (
    <div className="flex flex-col gap-y-1">
      <Label size="small" weight="plus" htmlFor={id}>
        {label}
      </Label>
      <Select size="small" value={value} onValueChange={onChange}>
        <Select.Trigger id={id}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {children.map((each) => (
            <Select.Item key={each.value} value={each.value}>
              {each.text}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  );
}
