import { Text } from '@medusajs/ui';
import type { ReactNode } from 'react';
import type { Panel, PanelTask } from '../../panel/model';
import { moment, type Say, yen } from './words';

/** A part of the panel, parted from the next by a line. */
export function Section({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      {title !== undefined && (
        <Text size="small" weight="plus" leading="compact">
          {title}
        </Text>
      )}
      {children}
    </div>
  );
}

export function Note({ children }: { readonly children: ReactNode }) {
  return (
    <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
      {children}
    </Text>
  );
}

/** Amounts, ids and days. */
export function Facts({ panel, say }: { readonly panel: Panel; readonly say: Say }) {
  const rows: readonly (readonly [label: string, value: string | null])[] = [
    [say('billed'), panel.billedAmount === null ? null : yen(panel.billedAmount, say)],
    [say('returned'), panel.returnedAmount ? yen(panel.returnedAmount, say) : null],
    [say('decidedAt'), panel.decidedAt && moment(panel.decidedAt, say)],
    [say('expectedBy'), panel.expectedBy && moment(panel.expectedBy, say)],
    [say(panel.shipments.length > 0 ? 'restExpiresAt' : 'expiresAt'), panel.expiresAt && moment(panel.expiresAt, say)],
    [say('serviceOrder'), panel.serviceOrderId],
  ];
  const told = rows.filter((row): row is readonly [string, string] => row[1] !== null);
  if (told.length === 0) return null;
  return (
    <Section>
      {told.map(([label, value]) => (
        <div key={label} className="grid grid-cols-2 items-start gap-x-2">
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {label}
          </Text>
          <Text size="small" leading="compact" className="break-all">
            {value}
          </Text>
        </div>
      ))}
    </Section>
  );
}

/** Why it was decided so, with what to do about it. */
export function Reasons({ panel, say }: { readonly panel: Panel; readonly say: Say }) {
  const { reasons, warnings } = panel;
  return (
    <>
      {reasons.length > 0 && (
        <Section title={say('reasons')}>
          {reasons.map(({ code, message, fix }) => (
            <div key={code} className="flex flex-col gap-y-1">
              <Text size="small" leading="compact">
                {message[say.language]}
              </Text>
              {fix && <Note>{fix[say.language]}</Note>}
            </div>
          ))}
        </Section>
      )}
      {warnings.length > 0 && (
        <Section title={say('warnings')}>
          {warnings.map((warning) => (
            <Note key={warning.en}>{warning[say.language]}</Note>
          ))}
        </Section>
      )}
    </>
  );
}

/** What could not be told to the service yet, and why. */
export function Tasks({ tasks, say }: { readonly tasks: readonly PanelTask[]; readonly say: Say }) {
  if (tasks.length === 0) return null;
  return (
    <Section title={say('tasks')}>
      {tasks.map((task) => (
        <div key={task.id} className="flex flex-col gap-y-1">
          <Text size="small" leading="compact">
            {task.kindText[say.language]}: {say(task.status === 'failed' ? 'failed' : 'waiting')}
          </Text>
          {task.lastError !== null && <Note>{task.lastError}</Note>}
          {task.status === 'pending' && task.attempts > 0 && (
            <Note>
              {say('attempts')} {task.attempts} · {say('nextAt')} {moment(task.nextAt, say)}
            </Note>
          )}
        </div>
      ))}
    </Section>
  );
}
